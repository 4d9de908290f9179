using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Walk.Checkpoints;

/// <summary>
/// Where a walk goes on that is made again from a checkpoint. Its cases are stored: members may be added, never changed or removed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(Step), "step")]
[JsonDerivedType(typeof(Workflow), "workflow")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(Wave), "wave")]
public abstract record WayOn
{
    /// <summary>A step is visited anew.</summary>
    /// <param name="StepId">The step.</param>
    /// <param name="ReturnTo">The visit that it is a detour of; null when it is none.</param>
    public sealed record Step(string StepId, Position? ReturnTo = null) : WayOn;

    /// <summary>A workflow that had been entered goes on, with the inputs that it had.</summary>
    /// <param name="Errand">Why it was entered.</param>
    /// <param name="WorkflowId">The workflow.</param>
    /// <param name="Checkpoint">The key of the checkpoint that it left; null when it left none, so that it begins anew.</param>
    public sealed record Workflow(Errand Errand, string WorkflowId, string? Checkpoint) : WayOn;

    /// <summary>What a workflow came to is taken once more: it had returned with success, and then the runner gave way.</summary>
    /// <param name="Outcome">What it came to.</param>
    public sealed record Return(WorkflowOutcome Outcome) : WayOn;

    /// <summary>Of steps that were walked at the same time, those that did not succeed are walked again.</summary>
    /// <param name="Steps">All of them, in order.</param>
    public sealed record Wave(ImmutableArray<WaveStep> Steps) : WayOn;

    /// <summary>A step that was walked beside others.</summary>
    /// <param name="StepId">The step.</param>
    /// <param name="Checkpoint">The key of the checkpoint that it left; null when it left none.</param>
    /// <param name="Kept">What it came to; null when it is to be walked again.</param>
    public sealed record WaveStep(string StepId, string? Checkpoint = null, BranchOutcome? Kept = null);
}
