using System.Collections.Concurrent;
using System.Text.Json;
using ArazzoDurable.Embedded.Activities;
using ArazzoDurable.Embedded.Events;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Embedded.Timers;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>What the parts of a host share: who is carried in this process, and where what an instance asks for goes.</summary>
sealed class HostCore
{
    readonly ConcurrentDictionary<string, InstanceActor> actors = new(StringComparer.Ordinal);
    readonly TimeProvider clock;
    Exception? failure;
    long lastInboxId;
    volatile bool closing;
    volatile bool stopping;

    public HostCore(EmbeddedOptions options, EmbeddedRegistry registry, Database database)
    {
        Registry = registry;
        Database = database;
        Json = options.JsonSerializerOptions;
        clock = options.TimeProvider;
        lastInboxId = database.Read(InboxRows.LastId);
        Live = new LiveInstances(options.MaxLiveInstances);
        Children = new ChildWaiters();
        Watchers = new Watchers();
        Readers = new LogReaders();
        Timers = new TimerQueue(clock);
        Activities = new ActivityRunner(this, options.MaxConcurrentActivities);
        Writer = new Writer(database, options.DiesAt, Fault);
    }

    public EmbeddedRegistry Registry { get; }

    public Database Database { get; }

    public JsonSerializerOptions Json { get; }

    public LiveInstances Live { get; }

    public ChildWaiters Children { get; }

    public Watchers Watchers { get; }

    /// <summary>Who waits for new entries of logs.</summary>
    public LogReaders Readers { get; }

    public TimerQueue Timers { get; }

    public ActivityRunner Activities { get; }

    public Writer Writer { get; }

    public WorkUnderWay UnderWay { get; } = new();

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether nothing that an instance asks for begins any more.</summary>
    public bool Closing => closing;

    /// <summary>Whether no turn begins any more either.</summary>
    public bool Stopping => stopping;

    /// <summary>What stopped the host before it was closed.</summary>
    public Exception? Failure => Volatile.Read(ref failure);

    /// <summary>The place of the next event. Called by the writer only, so that the order of places is that of commits.</summary>
    public long NextInboxId() => ++lastInboxId;

    public InstanceActor? Find(string id) => actors.GetValueOrDefault(id);

    /// <summary>Takes in an instance that was just created.</summary>
    public InstanceActor Adopt(InstanceRecord created)
    {
        var actor = new InstanceActor(this, created.Id, created);
        if (!actors.TryAdd(created.Id, actor))
            return Find(created.Id) ?? new InstanceActor(this, created.Id, created: null);
        Live.Loaded();
        return actor;
    }

    /// <summary>Takes in an instance that was just created in the place of one that has ended.</summary>
    public InstanceActor Replace(InstanceRecord created)
    {
        // The one that ended may not have left yet; it is not to be found any more, and leaves quietly.
        if (Find(created.Id) is { } ended)
            Retire(ended);
        return Adopt(created);
    }

    /// <summary>Carries on an instance that is stored; gives whether it was not carried yet.</summary>
    public bool CarryOn(string id)
    {
        var actor = new InstanceActor(this, id, created: null);
        if (closing || !actors.TryAdd(id, actor))
            return false;
        actor.Post(new Message.Begin());
        return true;
    }

    public void Retire(InstanceActor actor)
    {
        if (actors.TryRemove(KeyValuePair.Create(actor.Id, actor)))
            Live.Retired(actor);
    }

    /// <summary>Sets what was asked for, and is durable, under way. A host that closes leaves it to the next one.</summary>
    public void Dispatch(TaskKey task, Request request)
    {
        if (closing)
            return;
        switch (request)
        {
            case Request.Activity activity:
                Activities.Run(task, activity);
                break;
            case Request.Timer timer:
                Timers.Arm(task, timer.FireAt);
                break;
            case Request.Child child:
                Children.Add(child.InstanceId, task);
                CatchUp(child.InstanceId);
                break;
            case Request.Event:
                break;
        }
    }

    /// <summary>Sets a child under way that a turn asked for. A host that closes leaves it to the next one.</summary>
    public void Dispatch(ChildStart child)
    {
        if (closing)
            return;
        Children.Add(child.Record.Id, child.Asked);
        if (child.Started is { } started)
            started.Post(new Message.Begin());
        else
            CatchUp(child.Record.Id);
    }

    /// <summary>Stops all; what is committed stays, and nothing else is acknowledged.</summary>
    public void Fault(Exception exception)
    {
        if (stopping || Interlocked.CompareExchange(ref failure, exception, null) is not null)
            return;
        Stop();
        Writer.Close(exception);
        CloseActors(exception);
    }

    /// <summary>Nothing that an instance asks for begins any more; what is under way goes on. To be called once.</summary>
    public void BeginClosing()
    {
        closing = true;
        Timers.Stop();
        UnderWay.Close();
    }

    /// <summary>No turn begins any more, and activities are cancelled.</summary>
    public void Stop()
    {
        closing = true;
        stopping = true;
        Timers.Stop();
        Activities.Stop();
    }

    public void CloseActors(Exception reason)
    {
        foreach (var actor in actors.Values)
            actor.Close(reason);
        Watchers.Close(reason);
        Readers.Close(reason);
    }

    /// <summary>A child that was there before may have ended, or be carried nowhere.</summary>
    void CatchUp(string childId)
    {
        if (Database.Read(session => InstanceRows.Find(session, childId)) is not { } child)
            return;
        if (child.HasEnded)
            Children.Ended(child);
        else
            CarryOn(childId);
    }
}
