using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>
/// What an orchestration is to do next. Made by activities, which know the content; followed by orchestrations, which do not. Its cases
/// are stored in histories: members may be added, never changed or removed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Begin), "begin")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(Enter), "enter")]
[JsonDerivedType(typeof(Together), "together")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(End), "end")]
public abstract record Decision
{
    /// <summary>Make the first decision of the workflow.</summary>
    public sealed record Begin : Decision;

    /// <summary>Make an attempt of a step, after a delay.</summary>
    /// <param name="StepId">The step.</param>
    /// <param name="Number">Which visit of the step this is, from 1.</param>
    /// <param name="Attempt">Which attempt of the visit this is, from 1.</param>
    /// <param name="DelayMs">How long to wait first, in milliseconds.</param>
    /// <param name="EarlyMs">How much of the delay is there only because timers of the host may fire early, in milliseconds; null: nothing.</param>
    public sealed record Visit(string StepId, int Number, int Attempt, long DelayMs, long? EarlyMs = null) : Decision;

    /// <summary>Run a workflow as a child, and bring back what it came to.</summary>
    /// <param name="InstanceId">The id of the child's instance.</param>
    /// <param name="Input">The child's input.</param>
    /// <param name="DelayMs">How long to wait first, in milliseconds.</param>
    /// <param name="At">The visit that the child is entered from; null when it is none.</param>
    public sealed record Enter(string InstanceId, WorkflowInput Input, long DelayMs = 0, Visit? At = null) : Decision;

    /// <summary>Walk steps at the same time, each as a child of its own, and bring back what all of them came to.</summary>
    /// <param name="Branches">The steps, in order.</param>
    public sealed record Together(ImmutableArray<Branch> Branches) : Decision;

    /// <summary>A step that is walked as a child. Its state is that of the workflow, so no decision carries it.</summary>
    /// <param name="InstanceId">The id of the child's instance.</param>
    /// <param name="Walker">Who walks it.</param>
    /// <param name="At">The visit that it begins with.</param>
    public sealed record Branch(string InstanceId, Walker Walker, Visit At);

    /// <summary>Make no call until the run's owner has spoken again.</summary>
    /// <param name="At">The visit to go on with, and what is left of its delay; null when none has begun.</param>
    /// <param name="Entering">The child to enter then, after what is left of its delay; null when none was waited for.</param>
    public sealed record Held(Visit? At = null, Enter? Entering = null) : Decision;

    /// <summary>Nothing is left to do.</summary>
    /// <param name="Output">What the instance gives: a <see cref="WorkflowOutcome"/>, or for a run of one item its status with results.</param>
    /// <param name="Status">What to publish of the run at last, for a run of one item; null for everything else.</param>
    public sealed record End(JsonElement Output, RunStatus? Status = null) : Decision;
}
