using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>A place at which changes may make a condition hold.</summary>
/// <param name="Place">The place.</param>
sealed record Knob(Place Place)
{
    readonly List<Change> changes = [new Change.Keep()];
    readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>What may be done there, the more likely first.</summary>
    internal IReadOnlyList<Change> Changes => changes;

    /// <summary>Adds what may be done.</summary>
    internal void Add(Change change)
    {
        var key = change is Change.Put(var value) ? $"put {value?.ToJsonString() ?? "null"}" : change.ToString();
        if (known.Add(key))
            changes.Add(change);
    }
}
