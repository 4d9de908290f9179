using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Embedded.Timers;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>Brings an instance back into memory by replaying what its present generation saw.</summary>
static class Rebuilding
{
    /// <summary>Loads an instance; null when there is none.</summary>
    public static LoadedInstance? Load(SqliteSession session, InstanceActor actor, EmbeddedRegistry registry, JsonSerializerOptions options)
    {
        if (InstanceRows.Find(session, actor.Id) is not { } record)
            return null;
        var instance = new LoadedInstance(record);
        if (record.HasEnded)
            return instance;
        instance.LoadInbox(InboxRows.Of(session, record.Id));
        var history = HistoryRows.Of(session, record.Id, record.Generation);
        if (history.Count == 0)
            return instance;
        try
        {
            var live = actor.NewGeneration(record, registry, options);
            Replay(live, history);
            CompareTimers(record, live, TimerRows.Of(session, record.Id, record.Generation));
            CompareChildren(record, live, session);
            instance.Live = live;
        }
        catch (NonDeterminismException exception)
        {
            instance.Broken = exception;
        }
        instance.NextSequence = history.Count;
        instance.LastAt = history[^1].At > record.UpdatedAt ? history[^1].At : record.UpdatedAt;
        return instance;
    }

    static void Replay(LiveGeneration live, List<HistoryRow> history)
    {
        live.Start(history[0].At, replaying: true);
        foreach (var row in history.Skip(1))
        {
            if (live.End is { } end)
                throw live.Mismatch(row, end is GenerationEnd.Failed { Failure: var failure } ? $"has failed before it: {failure.Message}" : "has ended before it");
            live.Apply(row, replaying: true);
        }
        live.Context.CancelledTimers.Clear();
    }

    /// <summary>The timers that the code waits for must be those that are stored.</summary>
    static void CompareTimers(InstanceRecord record, LiveGeneration live, Dictionary<int, DateTime> stored)
    {
        foreach (var task in live.Context.Pending.Values)
        {
            if (task.Request is Request.Timer timer && !(stored.Remove(task.Id, out var fireAt) && fireAt == timer.FireAt))
                throw Mismatch(record, string.Create(CultureInfo.InvariantCulture, $"the code waits for {timer} as task {task.Id}, which is not stored"));
        }
        if (stored.Count > 0)
            throw Mismatch(record, string.Create(CultureInfo.InvariantCulture, $"a timer is stored for task {stored.Keys.Min()}, which the code does not wait for"));
    }

    /// <summary>The children that the code waits for were created in the turn that asked for them.</summary>
    static void CompareChildren(InstanceRecord record, LiveGeneration live, SqliteSession session)
    {
        foreach (var task in live.Context.Pending.Values)
        {
            if (task.Request is Request.Child child && InstanceRows.Find(session, child.InstanceId) is null)
                throw Mismatch(record, string.Create(CultureInfo.InvariantCulture, $"the code waits for {child} as task {task.Id}, which was never started"));
        }
    }

    static NonDeterminismException Mismatch(InstanceRecord record, string problem) => new(string.Create(CultureInfo.InvariantCulture,
        $"The instance '{record.Id}' cannot be carried on: at the end of the history of generation {record.Generation} of the orchestration '{record.Name}', {problem}. Its code does other things than when that was recorded."));
}
