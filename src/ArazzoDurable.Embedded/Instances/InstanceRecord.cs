using System.Text.Json;
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

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

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

    public InstanceState ToState() =>
        new(Id, Name, Status, new DateTimeOffset(CreatedAt), new DateTimeOffset(UpdatedAt), Json(Input), Json(CustomStatus), Json(Output));

    static JsonElement? Json(byte[]? json) => json is null ? null : JsonElement.Parse(json);
}
