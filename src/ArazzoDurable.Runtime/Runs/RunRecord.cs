using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Observability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What is stored of a run.</summary>
public sealed record RunRecord
{
    /// <summary>Its id.</summary>
    public required string RunId { get; init; }

    /// <summary>The flow it runs.</summary>
    public required string FlowId { get; init; }

    /// <summary>The workflow it runs.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The title of the flow's description.</summary>
    public string? FlowName { get; init; }

    /// <summary>The version of the flow's description.</summary>
    public string? FlowLabel { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState Status { get; init; }

    /// <summary>How many of its items stand where.</summary>
    public required ItemCounts Items { get; init; }

    /// <summary>How each of its items ended.</summary>
    public ItemOutcomes Outcomes { get; init; }

    /// <summary>How often it was started again, from 0.</summary>
    public int Generation { get; init; }

    /// <summary>How many items of a run of several are at work at once, at the most.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>The first item that no lane has looked at in this generation.</summary>
    public int Claimed { get; init; }

    /// <summary>What each lane of a run of several items claimed last.</summary>
    public ImmutableArray<LaneClaim> Lanes
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What its owner wants of it.</summary>
    public RunControl Control { get; init; }

    /// <summary>Grows with every change of <see cref="Control"/>.</summary>
    public int ControlEpoch { get; init; }

    /// <summary>The <see cref="ControlEpoch"/> with which its generation began; a greater one is of a command in this generation.</summary>
    public int RestartEpoch { get; init; }

    /// <summary>What the submit changed.</summary>
    public RunOptions Options
    {
        get => field ?? RunOptions.Default;
        init;
    }

    /// <summary>Whether credentials came with the submit; they are sealed, under <see cref="RunKeys.Credentials"/>.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>The digest of the idempotency key of its submit, by which its reservation is found; null when it came without one.</summary>
    public string? SubmitKey { get; init; }

    /// <summary>The trace that its submit was a part of; null: none.</summary>
    public TraceOrigin? Trace { get; init; }

    /// <summary>Whether it was deleted: nobody is told of it any more, and what is kept of it is being removed.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its owner cancelled it in this generation; null when nobody did.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Whether it has exactly one item, which is then walked by the instance under the run's own id.</summary>
    [JsonIgnore]
    public bool IsOneItem => Items.Total == 1;

    /// <summary>Whether it has ended.</summary>
    [JsonIgnore]
    public bool IsEnded => Status is RunState.Success or RunState.Failed or RunState.Cancelled;

    /// <summary>What is told of it.</summary>
    public RunStatus ToStatus() => new()
    {
        RunId = RunId,
        FlowId = FlowId,
        FlowName = FlowName,
        FlowLabel = FlowLabel,
        Status = IsEnded || Control is not RunControl.Suspended ? Status : RunState.Suspended,
        Items = Items,
        CreatedAt = CreatedAt,
        CompletedAt = CompletedAt,
    };
}
