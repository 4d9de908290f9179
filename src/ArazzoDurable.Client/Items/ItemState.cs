using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Items;

/// <summary>What is told of an item of a run.</summary>
public sealed record ItemState
{
    /// <summary>Which item, from 0 in the order of the submit.</summary>
    public required int ItemIndex { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState Status { get; init; }

    /// <summary>When it was begun; null while it was not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The step at which it is; null at its end.</summary>
    public string? Step { get; init; }

    /// <summary>Which visit of that step this is, from 1.</summary>
    public int? Visit { get; init; }

    /// <summary>Which attempt of that visit this is, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>When the next attempt is due, while it waits for it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What it came to; null while it has not ended, and in a list.</summary>
    public ItemResult? Result { get; init; }

    /// <summary>Its visits of steps, as the server tells them; null in a list.</summary>
    public ImmutableArray<JsonElement>? Visits { get; init; }
}
