using System.Text.Json;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>The state of an instance as the host has it.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Name">The name of its orchestration.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="CreatedAt">When it was scheduled.</param>
/// <param name="LastUpdatedAt">When it last went on.</param>
/// <param name="Input">The input of its present generation.</param>
/// <param name="CustomStatus">What it last published; null when nothing.</param>
/// <param name="Output">Its result, the failure's text, or the reason of the last command; null while it runs and had none.</param>
public sealed record InstanceState(
    string InstanceId,
    string Name,
    InstanceStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    JsonElement? Input,
    JsonElement? CustomStatus,
    JsonElement? Output);
