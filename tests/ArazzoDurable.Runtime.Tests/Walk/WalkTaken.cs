using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>What walks have done.</summary>
/// <param name="Calls">The calls that were sent.</param>
/// <param name="Waits">What was waited for, in milliseconds.</param>
/// <param name="Reports">How many criteria could not be evaluated.</param>
/// <param name="Events">What the run's log tells of its steps, as cases write it.</param>
sealed record WalkTaken(IReadOnlyList<SentCall> Calls, IReadOnlyList<double> Waits, int Reports, IReadOnlyList<string> Events)
{
    /// <summary>All that was done so far.</summary>
    public static WalkTaken Of(ScriptedCaller caller, WalkRig rig, string runId) =>
        new([.. caller.Calls], [.. rig.Waits], rig.Events.OfType<WalkEvent.Reported>().Count(), [.. CaseEvents.Of(rig.Log, runId)]);

    /// <summary>The idempotency keys of the calls.</summary>
    public IEnumerable<string> Keys => Calls.Select(call => call.Headers.GetValueOrDefault("Idempotency-Key")).OfType<string>();

    /// <summary>What was done since then.</summary>
    public WalkTaken Since(WalkTaken before) =>
        new([.. Calls.Skip(before.Calls.Count)], [.. Waits.Skip(before.Waits.Count)], Reports - before.Reports, [.. Events.Skip(before.Events.Count)]);
}
