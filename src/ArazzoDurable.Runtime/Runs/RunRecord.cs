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

    /// <summary>What its owner wants of it.</summary>
    public RunControl Control { get; init; }

    /// <summary>Grows with every change of <see cref="Control"/>.</summary>
    public int ControlEpoch { get; init; }

    /// <summary>What the submit changed.</summary>
    public RunOptions Options
    {
        get => field ?? RunOptions.Default;
        init;
    }

    /// <summary>Whether credentials came with the submit; they are sealed, under <see cref="RunKeys.Credentials"/>.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded => Status is RunState.Success or RunState.Failed or RunState.Cancelled;

    /// <summary>What is told of it.</summary>
    public RunStatus ToStatus() => new()
    {
        RunId = RunId,
        FlowId = FlowId,
        FlowName = FlowName,
        FlowLabel = FlowLabel,
        Status = Status,
        Items = Items,
        CreatedAt = CreatedAt,
        CompletedAt = CompletedAt,
    };
}
