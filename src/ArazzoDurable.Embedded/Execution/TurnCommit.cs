using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Embedded.Timers;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>All that came of one turn: what is written together, and what happens once that is durable.</summary>
sealed class TurnCommit(InstanceActor actor, LoadedInstance instance) : IWrite
{
    readonly List<(TaskCompletionSource<bool> Acknowledgement, bool Answer)> acknowledgements = [];
    readonly InstanceRecord before = instance.Record;
    int forgetBefore;

    /// <summary>The instance as it is from now on.</summary>
    public InstanceRecord Record { get; private set; } = instance.Record;

    /// <summary>The rows of the present generation.</summary>
    public List<HistoryRow> Rows { get; } = [];

    /// <summary>The activities, timers and events that the code newly waits for.</summary>
    public List<PendingTask> Requests { get; } = [];

    public List<ChildStart> Children { get; } = [];

    /// <summary>The timers of the present generation that fired or were cancelled.</summary>
    public List<int> EndedTimers { get; } = [];

    /// <summary>The timers that are not to fire, of any generation.</summary>
    public List<TaskKey> Disarmed { get; } = [];

    public List<InboxEntry> InboxAdditions { get; } = [];

    public List<long> InboxRemovals { get; } = [];

    /// <summary>What the activities that ended wrote with their ends.</summary>
    public List<IWrite> Writes { get; } = [];

    public bool Ended { get; set; }

    /// <summary>Whether a further generation is to begin by a turn of its own.</summary>
    public bool BeginsAgain { get; set; }

    /// <summary>Whether nothing is to be written.</summary>
    public bool IsEmpty => Rows.Count == 0 && InboxAdditions.Count == 0 && InboxRemovals.Count == 0 && ReferenceEquals(before, Record);

    /// <summary>Drops all rows of earlier generations, those of this turn too.</summary>
    public void ForgetsGenerationsBefore(int generation)
    {
        forgetBefore = generation;
        Rows.Clear();
        EndedTimers.Clear();
    }

    public void Acknowledge(TaskCompletionSource<bool> acknowledgement, bool answer) => acknowledgements.Add((acknowledgement, answer));

    /// <summary>Takes the state of the instance at the end of the turn.</summary>
    public void Seal(DateTime now)
    {
        if (Rows.Count > 0 || !ReferenceEquals(before, instance.Record))
            instance.Record = instance.Record with { Revision = before.Revision + 1, UpdatedAt = now };
        Record = instance.Record;
    }

    public void Apply(SqliteSession session)
    {
        if (!ReferenceEquals(before, Record))
            InstanceRows.Update(session, Record);
        ApplyHistory(session);
        ApplyInbox(session);
        foreach (var child in Children)
            child.Inserted = InstanceRows.TryInsert(session, child.Record);
        foreach (var write in Writes)
            write.Apply(session);
    }

    public void Committed()
    {
        if (!Ended)
            instance.Written();
        // Known before the writer goes on: an event raised to a child that exists must find it.
        foreach (var child in Children.Where(child => child.Inserted))
            child.Started = actor.Adopt(child.Record);
        foreach (var write in Writes)
            write.Committed();
        actor.Settle(this);
    }

    public void Failed(Exception exception)
    {
        foreach (var (acknowledgement, _) in acknowledgements)
            acknowledgement.TrySetException(exception);
    }

    /// <summary>Tells those who raised events.</summary>
    public void Acknowledge()
    {
        foreach (var (acknowledgement, answer) in acknowledgements)
            acknowledgement.TrySetResult(answer);
    }

    void ApplyHistory(SqliteSession session)
    {
        if (forgetBefore > 0)
            HistoryRows.DeleteBefore(session, Record.Id, forgetBefore);
        foreach (var row in Rows)
            HistoryRows.Insert(session, Record.Id, Record.Generation, row);
        if (forgetBefore > 0 || Ended)
            TimerRows.DeleteBefore(session, Record.Id, Ended ? Record.Generation + 1 : forgetBefore);
        foreach (var timer in Ended ? [] : EndedTimers)
            TimerRows.Delete(session, Record.Id, Record.Generation, timer);
        foreach (var task in Requests)
        {
            if (task.Request is Request.Timer timer)
                TimerRows.Insert(session, Record.Id, Record.Generation, task.Id, timer.FireAt);
        }
    }

    void ApplyInbox(SqliteSession session)
    {
        if (Ended)
        {
            InboxRows.DeleteAll(session, Record.Id);
            return;
        }
        foreach (var id in InboxRemovals)
            InboxRows.Delete(session, Record.Id, id);
        foreach (var entry in InboxAdditions)
        {
            entry.Id = actor.NextInboxId();
            InboxRows.Insert(session, Record.Id, entry);
        }
    }
}
