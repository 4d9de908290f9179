using System.Text.Json;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>The row of an instance.</summary>
sealed record InstanceRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required InstanceStatus Status { get; init; }

    public required int Generation { get; init; }

    /// <summary>Grows with every commit that changes the row.</summary>
    public required long Revision { get; init; }

    /// <summary>The instance that asked for this one as a child.</summary>
    public required string? Parent { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required byte[] Input { get; init; }

    public byte[]? CustomStatus { get; init; }

    public byte[]? Output { get; init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Whether it is held from outside. <see cref="Status"/> says how it stands beside that.</summary>
    public bool IsSuspended { get; init; }

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    /// <summary>How much its row weighs.</summary>
    public long Bytes => Input.Length + (CustomStatus?.Length ?? 0L) + (Output?.Length ?? 0L);

    public static InstanceRecord New(string id, string name, byte[] input, string? parent, DateTime now) => new()
    {
        Id = id,
        Name = name,
        Status = InstanceStatus.Pending,
        Generation = 0,
        Revision = 0,
        Parent = parent,
        CreatedAt = now,
        UpdatedAt = now,
        Input = input,
    };

    /// <summary>This instance, which has not ended, once an order is carried out.</summary>
    public InstanceRecord After(InstanceOrder order)
    {
        var reason = order.Reason is { } given ? Payload.Text(given) : null;
        var told = this with { Output = reason ?? Output };
        return order.Command switch
        {
            InstanceCommand.Suspend => told with { IsSuspended = true },
            InstanceCommand.Resume => told with { IsSuspended = false },
            // What it was once held for is no reason to end it.
            InstanceCommand.Terminate => this with { Output = reason, IsSuspended = false, Status = InstanceStatus.Terminated },
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    public InstanceState ToState() =>
        new(Id, Name, IsSuspended ? InstanceStatus.Suspended : Status, new DateTimeOffset(CreatedAt), new DateTimeOffset(UpdatedAt), Json(Input), Json(CustomStatus), Json(Output));

    static JsonElement? Json(byte[]? json) => json is null ? null : JsonElement.Parse(json);
}
