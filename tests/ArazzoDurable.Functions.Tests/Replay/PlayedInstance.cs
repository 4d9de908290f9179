using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>An instance of the hub.</summary>
/// <param name="id">Its id.</param>
/// <param name="name">The name of its orchestration.</param>
/// <param name="createdAt">When it was scheduled.</param>
sealed class PlayedInstance(string id, string name, DateTime createdAt)
{
    public string Id => id;

    public string Name => name;

    /// <summary>The histories of its generations; the last is the present one's.</summary>
    public List<Generation> Generations { get; } = [];

    /// <summary>What it was told since its last episode.</summary>
    public List<HistoryEvent> Inbox { get; } = [];

    /// <summary>Whom to tell how it ended, and as the answer to which question.</summary>
    public (PlayedInstance Parent, int Generation, int TaskId)? Caller { get; init; }

    public InstanceStatus Status { get; set; } = InstanceStatus.Pending;

    public string? CustomStatus { get; set; }

    public string? Output { get; set; }

    public DateTime LastUpdatedAt { get; set; }

    public bool HasEnded => Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;

    public InstanceState ToState() => new(
        id,
        name,
        Status,
        createdAt,
        LastUpdatedAt,
        Generations.LastOrDefault()?.Events.OfType<HistoryEvent.ExecutionStarted>().FirstOrDefault() is { } started ? Json(started.Input) : null,
        CustomStatus is { } status ? Json(status) : null,
        Output is { } output ? Json(output) : null);

    static System.Text.Json.JsonElement Json(string payload) => Payload.Read<System.Text.Json.JsonElement>(Payload.Inner(payload));
}
