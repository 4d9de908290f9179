using System.Collections.Immutable;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Items;

/// <summary>How an item of a run stands.</summary>
public sealed record ItemState
{
    /// <summary>Which item, from 0 in the order of the submit.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>When it began; absent before, and when the events that were read do not reach back so far.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; absent while it has not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The step that it is at; absent while it is not at work.</summary>
    public string? Step { get; init; }

    /// <summary>Which visit of that step this is, from 1; absent until the step has been told of.</summary>
    public int? Visit { get; init; }

    /// <summary>Which attempt of that visit this is, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>When the next attempt is due, while the item waits for it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What it came to; absent while it has not ended.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>The visits that it made, where they were asked for, in their order.</summary>
    public ImmutableArray<ItemVisit>? Visits { get; init; }

    /// <summary>True when the item has more events than are read, so that its first visits are left out.</summary>
    public bool? VisitsTruncated { get; init; }
}
