using System.Collections.Immutable;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Runtime.Items;

/// <summary>A visit of a step that an item made.</summary>
public sealed record ItemVisit
{
    /// <summary>How often the item had been started again by then; absent for visits since it was last.</summary>
    public int? Generation { get; init; }

    /// <summary>The workflow.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The steps and visits by which workflows called this one; absent in the workflow of the run.</summary>
    public string? Path { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>Which visit of the step, from 1.</summary>
    public required int Visit { get; init; }

    /// <summary>Whether it succeeded; absent while it goes on.</summary>
    public bool? Success { get; init; }

    /// <summary>When its first attempt began; before that, since when it is waited for.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds; absent while it goes on.</summary>
    public long? DurationMs { get; init; }

    /// <summary>What was decided at its end; absent while it goes on.</summary>
    public NextMove? Next { get; init; }

    /// <summary>Its attempts, in their order.</summary>
    public ImmutableArray<ItemAttempt> Attempts { get; init; } = [];

    /// <summary>When the next attempt is due, while it is waited for.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
}
