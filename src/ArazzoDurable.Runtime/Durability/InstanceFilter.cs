using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>Which instances somebody wants. Without any condition: all.</summary>
public sealed record InstanceFilter
{
    /// <summary>Those created then or later; null: whenever.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Those created then or earlier; null: whenever.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Those that stand so; null: however they stand.</summary>
    public ImmutableHashSet<InstanceStatus>? Statuses { get; init; }

    /// <summary>What their ids begin with.</summary>
    /// <value>Empty: whatever.</value>
    public string IdPrefix { get; init; } = "";
}
