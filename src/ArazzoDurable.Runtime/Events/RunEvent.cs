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
public abstract record RunEvent([property: JsonPropertyOrder(-1)] DateTimeOffset At)
{
    /// <summary>What sets it apart in the log from other events of its item, or of the run: the same for a redelivery.</summary>
    [JsonIgnore]
    public string Key => OwnKey;

    /// <summary>The index of the item that it is about; null when it is about the whole run.</summary>
    [JsonIgnore]
    public int? Item => OwnItem;

    // What is overridden is not public: a JsonIgnore on the property that is overridden would not hold for those that override it.

    /// <summary>The key of the case.</summary>
    protected abstract string OwnKey { get; }

    /// <summary>The item of the case.</summary>
    protected virtual int? OwnItem => null;

    /// <summary>The run was accepted.</summary>
    public sealed record RunCreated(DateTimeOffset At, RunStatus Run) : RunEvent(At)
    {
        /// <summary>Its key in the log, whose first entry it is.</summary>
        public const string LogKey = "run.created";

        /// <inheritdoc/>
        protected override string OwnKey => LogKey;
    }

    /// <summary>The run's owner has had it held.</summary>
    public sealed record RunSuspended(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("run.suspended", Epoch);
    }

    /// <summary>The run's owner has had it go on.</summary>
    public sealed record RunResumed(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("run.resumed", Epoch);
    }

    /// <summary>The run's owner has cancelled it: it makes no more calls, and ends when those in flight have come back.</summary>
    public sealed record RunCancelling(DateTimeOffset At, RunStatus Run, [property: JsonIgnore] int Epoch) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("run.cancelling", Epoch);
    }

    /// <summary>The failed and cancelled items of the ended run are walked again.</summary>
    public sealed record RunRestarted(DateTimeOffset At, RunStatus Run, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("run.restarted", Generation);
    }

    /// <summary>Every item of the run has ended.</summary>
    public sealed record RunCompleted(DateTimeOffset At, RunStatus Run, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("run.completed", Generation);
    }

    /// <summary>How the run stands: told in the place of events that are no longer kept. Never stored.</summary>
    public sealed record RunSnapshot(DateTimeOffset At, RunStatus Run) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => "run.snapshot";
    }

    /// <summary>An item is at work.</summary>
    public sealed record ItemStarted(DateTimeOffset At, int ItemIndex, int Generation) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("item.started", Generation);

        /// <inheritdoc/>
        protected override int? OwnItem => ItemIndex;
    }

    /// <summary>An item has ended.</summary>
    public sealed record ItemCompleted(DateTimeOffset At, int ItemIndex, int Generation, ItemOutcome Status, ItemError? Error) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Numbered("item.completed", Generation);

        /// <inheritdoc/>
        protected override int? OwnItem => ItemIndex;
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
        protected override string OwnKey => Visit.Key("attempted");

        /// <inheritdoc/>
        protected override int? OwnItem => Visit.ItemIndex;
    }

    /// <summary>A visit of a step is over.</summary>
    /// <param name="At">When.</param>
    /// <param name="Visit">The visit, with its last attempt.</param>
    /// <param name="Success">Whether it succeeded.</param>
    /// <param name="Next">What was decided.</param>
    public sealed record StepCompleted(DateTimeOffset At, StepVisit Visit, bool Success, NextMove Next) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Visit.Key("completed");

        /// <inheritdoc/>
        protected override int? OwnItem => Visit.ItemIndex;
    }

    /// <summary>The walk waits for its next attempt.</summary>
    /// <param name="At">Since when.</param>
    /// <param name="Visit">The visit and the attempt that it waits for.</param>
    /// <param name="NextAttemptAt">When that is due.</param>
    public sealed record StepWaiting(DateTimeOffset At, StepVisit Visit, DateTimeOffset NextAttemptAt) : RunEvent(At)
    {
        /// <inheritdoc/>
        protected override string OwnKey => Visit.Key("waiting");

        /// <inheritdoc/>
        protected override int? OwnItem => Visit.ItemIndex;
    }

    static string Numbered(string type, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{type}:{number}");
}
