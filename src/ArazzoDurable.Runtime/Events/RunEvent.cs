using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Events;

/// <summary>
/// Something that happened in a run, as it is kept in the run's log and told to whoever watches. Holds no secret in clear. Its cases are
/// stored: members may be added, never changed or removed.
/// </summary>
/// <param name="At">When it happened.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunCreated), "run.created")]
[JsonDerivedType(typeof(RunSuspended), "run.suspended")]
[JsonDerivedType(typeof(RunResumed), "run.resumed")]
[JsonDerivedType(typeof(RunCancelling), "run.cancelling")]
[JsonDerivedType(typeof(RunRestarted), "run.restarted")]
[JsonDerivedType(typeof(RunCompleted), "run.completed")]
[JsonDerivedType(typeof(RunSnapshot), "run.snapshot")]
[JsonDerivedType(typeof(ItemStarted), "item.started")]
[JsonDerivedType(typeof(ItemCompleted), "item.completed")]
[JsonDerivedType(typeof(StepAttempted), "step.attempted")]
[JsonDerivedType(typeof(StepCompleted), "step.completed")]
[JsonDerivedType(typeof(StepWaiting), "step.waiting")]
public abstract record RunEvent(DateTimeOffset At)
{
    /// <summary>What sets it apart in the log from other events of its item, or of the run: the same for a redelivery.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>The index of the item that it is about; null when it is about the whole run.</summary>
    [JsonIgnore]
    public virtual int? Item => null;

    /// <summary>The run was accepted.</summary>
    public sealed record RunCreated(DateTimeOffset At, RunStatus Run) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => "run.created";
    }

    /// <summary>The run's owner has had it held.</summary>
    public sealed record RunSuspended(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("run.suspended", Epoch);
    }

    /// <summary>The run's owner has had it go on.</summary>
    public sealed record RunResumed(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("run.resumed", Epoch);
    }

    /// <summary>The run's owner has cancelled it: it makes no more calls, and ends when those in flight have come back.</summary>
    public sealed record RunCancelling(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("run.cancelling", Epoch);
    }

    /// <summary>The failed and cancelled items of the ended run are walked again.</summary>
    public sealed record RunRestarted(DateTimeOffset At, RunStatus Run, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("run.restarted", Generation);
    }

    /// <summary>Every item of the run has ended.</summary>
    public sealed record RunCompleted(DateTimeOffset At, RunStatus Run, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("run.completed", Generation);
    }

    /// <summary>How the run stands: told in the place of events that are no longer kept. Never stored.</summary>
    public sealed record RunSnapshot(DateTimeOffset At, RunStatus Run) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => "run.snapshot";
    }

    /// <summary>An item is at work.</summary>
    public sealed record ItemStarted(DateTimeOffset At, int ItemIndex, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("item.started", Generation);

        /// <inheritdoc/>
        public override int? Item => ItemIndex;
    }

    /// <summary>An item has ended.</summary>
    public sealed record ItemCompleted(DateTimeOffset At, int ItemIndex, int Generation, ItemOutcome Status, ItemError? Error) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Numbered("item.completed", Generation);

        /// <inheritdoc/>
        public override int? Item => ItemIndex;
    }

    /// <summary>An attempt of a step is over.</summary>
    /// <param name="At">When it was over.</param>
    /// <param name="Visit">The visit that it is of.</param>
    /// <param name="Success">Whether the step's criteria hold.</param>
    /// <param name="StatusCode">The status of its response; null when there was none.</param>
    /// <param name="Error">Why it failed; null when it did not.</param>
    /// <param name="StartedAt">When it began.</param>
    /// <param name="DurationMs">How long it took, in milliseconds.</param>
    /// <param name="Next">What was decided.</param>
    public sealed record StepAttempted(
        DateTimeOffset At, StepVisit Visit, bool Success, int? StatusCode, ItemError? Error, DateTimeOffset StartedAt, long DurationMs, NextMove Next) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Visit.Key("attempted");

        /// <inheritdoc/>
        public override int? Item => Visit.ItemIndex;
    }

    /// <summary>A visit of a step is over.</summary>
    /// <param name="At">When.</param>
    /// <param name="Visit">The visit, with its last attempt.</param>
    /// <param name="Success">Whether it succeeded.</param>
    /// <param name="Next">What was decided.</param>
    public sealed record StepCompleted(DateTimeOffset At, StepVisit Visit, bool Success, NextMove Next) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Visit.Key("completed");

        /// <inheritdoc/>
        public override int? Item => Visit.ItemIndex;
    }

    /// <summary>The walk waits for its next attempt.</summary>
    /// <param name="At">Since when.</param>
    /// <param name="Visit">The visit and the attempt that it waits for.</param>
    /// <param name="NextAttemptAt">When that is due.</param>
    public sealed record StepWaiting(DateTimeOffset At, StepVisit Visit, DateTimeOffset NextAttemptAt) : RunEvent(At)
    {
        /// <inheritdoc/>
        public override string Key => Visit.Key("waiting");

        /// <inheritdoc/>
        public override int? Item => Visit.ItemIndex;
    }

    static string Numbered(string type, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{type}:{number}");
}
