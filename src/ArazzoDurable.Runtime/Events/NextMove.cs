namespace ArazzoDurable.Runtime.Events;

/// <summary>What was decided after an attempt.</summary>
/// <param name="Move">What comes next.</param>
/// <param name="StepId">The step that comes next; null when none is known.</param>
/// <param name="WorkflowId">The workflow that is entered next; null when none is.</param>
/// <param name="At">When it is due; null: at once.</param>
public sealed record NextMove(MoveKind Move, string? StepId = null, string? WorkflowId = null, DateTimeOffset? At = null);
