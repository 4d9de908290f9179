using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>How run records change. Each transition is a function of the record alone, and gives back the same record when there is nothing to change.</summary>
public static class RunTransitions
{
    /// <summary>A lane reports how its last item ended, and takes the next one that nobody has.</summary>
    /// <param name="record">The record.</param>
    /// <param name="generation">The generation that the lane is of.</param>
    /// <param name="lane">The lane, from 0.</param>
    /// <param name="sequence">Which claim of the lane it is, from 1; one that was made before changes nothing, and one that neither reports nor takes anything was not made.</param>
    /// <param name="ended">How the last item ended; null when the lane had none.</param>
    /// <param name="now">The time.</param>
    public static RunRecord Claim(this RunRecord record, int generation, int lane, int sequence, ItemOutcome? ended, DateTimeOffset now)
    {
        if (record.IsEnded || generation != record.Generation || record.Lanes[lane].Sequence != sequence - 1)
            return record;
        if (record.Lanes[lane].Item is { } last && ended is { } outcome)
            record = record with { Outcomes = record.Outcomes.With(last, outcome), Items = record.Items.After(outcome) };
        var next = record.Control is RunControl.Run ? record.NextUnclaimed() : null;
        // Of a lane that waits there is nothing to keep: its next claim has the same sequence.
        if (next is null && ended is null)
            return record;
        record = record with { Lanes = record.Lanes.SetItem(lane, new LaneClaim(sequence, next)) };
        if (next is { } item)
        {
            return record with
            {
                Status = RunState.Running,
                Claimed = item + 1,
                Items = record.Items with { Pending = record.Items.Pending - 1, Running = record.Items.Running + 1 },
            };
        }
        return record.EndedWhenAllAre(now);
    }

    /// <summary>The item that a claim took and that is not reported yet; null when it took none, or is not the last claim of its lane.</summary>
    public static int? ClaimedBy(this RunRecord record, int generation, int lane, int sequence) =>
        record.Generation == generation && !record.IsEnded && record.Lanes[lane] is var last && last.Sequence == sequence ? last.Item : null;

    /// <summary>Whether items are left that no lane has taken.</summary>
    public static bool HasUnclaimed(this RunRecord record) => !record.IsEnded && record.NextUnclaimed() is not null;

    /// <summary>Whether a lane has work: an item that it took, or items that it could take.</summary>
    public static bool Needs(this RunRecord record, int lane) => !record.IsEnded && (record.Lanes[lane].Item is not null || record.NextUnclaimed() is not null);

    /// <summary>The only item of a run ended; what a walk of a generation before came to changes nothing.</summary>
    public static RunRecord EndOnlyItem(this RunRecord record, int generation, ItemOutcome outcome, DateTimeOffset now) => record.IsEnded || generation != record.Generation ? record : (record with
    {
        Outcomes = record.Outcomes.With(0, outcome),
        Items = record.Items.After(outcome),
    }).EndedWhenAllAre(now);

    /// <summary>The owner cancels the run: items not begun are cancelled now, those at work when their calls have come back.</summary>
    public static RunRecord Cancel(this RunRecord record, DateTimeOffset now)
    {
        if (record.IsEnded || record.Control is RunControl.Cancelled)
            return record;
        var unclaimed = record.Unclaimed().ToList();
        return (record with
        {
            Control = RunControl.Cancelled,
            CancelledAt = now,
            ControlEpoch = record.ControlEpoch + 1,
            Claimed = record.Items.Total,
            Outcomes = record.Outcomes.With(unclaimed, ItemOutcome.Cancelled),
            Items = record.Items with { Pending = record.Items.Pending - unclaimed.Count, Cancelled = record.Items.Cancelled + unclaimed.Count },
        }).EndedWhenAllAre(now);
    }

    /// <summary>The owner holds the run.</summary>
    public static RunRecord Suspend(this RunRecord record) => record is { IsEnded: false, Control: RunControl.Run }
        ? record with { Control = RunControl.Suspended, ControlEpoch = record.ControlEpoch + 1 }
        : record;

    /// <summary>The owner lets a held run go on.</summary>
    public static RunRecord Resume(this RunRecord record) => record is { IsEnded: false, Control: RunControl.Suspended }
        ? record with { Control = RunControl.Run, ControlEpoch = record.ControlEpoch + 1 }
        : record;

    /// <summary>The owner has an ended run removed. What may be left of it at work makes no more calls.</summary>
    public static RunRecord Delete(this RunRecord record) => record is { IsEnded: true, IsDeleted: false }
        ? record with { IsDeleted = true, Control = RunControl.Cancelled, ControlEpoch = record.ControlEpoch + 1 }
        : record;

    /// <summary>The owner has the failed and cancelled items of an ended run walked again, as a new generation.</summary>
    public static RunRecord Rerun(this RunRecord record)
    {
        if (record.IsDeleted || record.Status is not (RunState.Failed or RunState.Cancelled))
            return record;
        var again = Enumerable.Range(0, record.Items.Total).Where(item => record.Outcomes[item] is not ItemOutcome.Success).ToList();
        // Cancelled when all was done but the telling: there is nothing to walk.
        if (again.Count == 0)
            return record with { Status = record.Items.Ended(), Control = RunControl.Run, ControlEpoch = record.ControlEpoch + 1, RestartEpoch = record.ControlEpoch + 1 };
        var (pending, running) = record.IsOneItem ? (0, 1) : (again.Count, 0);
        return record with
        {
            Status = RunState.Running,
            CompletedAt = null,
            CancelledAt = null,
            Control = RunControl.Run,
            ControlEpoch = record.ControlEpoch + 1,
            RestartEpoch = record.ControlEpoch + 1,
            Generation = record.Generation + 1,
            Claimed = 0,
            Lanes = LanesFor(record.IsOneItem ? 0 : again.Count, record.MaxConcurrency),
            Outcomes = record.Outcomes.With(again, null),
            Items = record.Items with { Pending = pending, Running = running, Failed = 0, Cancelled = 0 },
        };
    }

    /// <summary>The lanes that walk so many items.</summary>
    public static ImmutableArray<LaneClaim> LanesFor(int items, int maxConcurrency) => [.. Enumerable.Repeat(default(LaneClaim), Math.Min(items, maxConcurrency))];

    // A run whose cancel was acknowledged ends as cancelled, also when the calls in flight were its last, and its items say what these came to.
    static RunRecord EndedWhenAllAre(this RunRecord record, DateTimeOffset now) => record.Items is { Pending: 0, Running: 0 }
        ? record with { Status = record.Control is RunControl.Cancelled ? RunState.Cancelled : record.Items.Ended(), CompletedAt = now }
        : record;

    static int? NextUnclaimed(this RunRecord record) => record.Unclaimed().Select(item => (int?)item).FirstOrDefault();

    static IEnumerable<int> Unclaimed(this RunRecord record) =>
        Enumerable.Range(record.Claimed, record.Items.Total - record.Claimed).Where(item => record.Outcomes[item] is null && !record.IsOneItem);
}
