using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What is told of a run, over every interface alike.</summary>
public sealed record RunStatus
{
    /// <summary>Its id.</summary>
    public required string RunId { get; init; }

    /// <summary>The id of the flow it runs.</summary>
    public required string FlowId { get; init; }

    /// <summary>The title of the flow's description; of a longer one than <see cref="NameLength"/> its beginning.</summary>
    public string? FlowName { get; init; }

    /// <summary>The version of the flow's description; of a longer one than <see cref="LabelLength"/> its beginning.</summary>
    public string? FlowLabel { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState Status { get; init; }

    /// <summary>How many of its items stand where.</summary>
    public required ItemCounts Items { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; absent while it has not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The step at which a run of one item is; absent at the end and for several items.</summary>
    public string? Step { get; init; }

    /// <summary>Which visit of that step this is, from 1.</summary>
    public int? Visit { get; init; }

    /// <summary>Which attempt of that visit this is, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>When the next attempt is due, while the run waits for it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The results of its items, where they were asked for.</summary>
    public ImmutableArray<RunResult>? Results { get; init; }

    /// <summary>True when the results are too large to be here, and are to be read item by item.</summary>
    public bool? ResultsTruncated { get; init; }

    /// <summary>The URL of the built-in status endpoint for the run, where the answer to a submit is to have it; without a key.</summary>
    public string? StatusQueryGetUri { get; init; }

    /// <summary>How many characters of the title a status carries at the most, so that an instance can publish it.</summary>
    public const int NameLength = 500;

    /// <summary>How many characters of the version a status carries at the most.</summary>
    public const int LabelLength = 100;

    /// <summary>How many characters of the id of a step a status carries at the most.</summary>
    public const int StepLength = 600;

    /// <summary>How many bytes of results a status carries at the most.</summary>
    public const int ResultBytes = 256 * 1024;

    /// <summary>This status with results, or with the word that they are too large to be here.</summary>
    public RunStatus WithResults(ImmutableArray<RunResult> results) =>
        results.Sum(result => (long)JsonLength.Of(result, RuntimeJson.Default.RunResult)) <= ResultBytes
            ? this with { Results = results }
            : this with { Results = [], ResultsTruncated = true };
}
