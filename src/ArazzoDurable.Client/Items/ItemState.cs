using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Items;

/// <summary>How an item of a run stands.</summary>
public sealed record ItemState
{
    /// <summary>Which item, from 0 in the order of the submit.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public required ItemStatus Status { get; init; }

    /// <summary>When it began; null before, and when nothing is kept that says so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The step that it is at; null while it is not at work.</summary>
    public string? Step { get; init; }

    /// <summary>Which visit of that step this is, from 1.</summary>
    public int? Visit { get; init; }

    /// <summary>Which attempt of that visit this is, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>When the next attempt is due, while the item waits for it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What it came to; null while it has not ended.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>The visits that it made, as the server tells them; null in a list.</summary>
    public ImmutableArray<JsonElement>? Visits { get; init; }

    /// <summary>True when the item has more visits than are told, so that its first are left out.</summary>
    public bool? VisitsTruncated { get; init; }
}
