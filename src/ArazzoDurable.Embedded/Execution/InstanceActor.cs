using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Embedded.Instances;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>
/// An unfinished instance in this process. What it is told gathers until its next turn; there is never more than one turn, and the next one
/// waits until what came of the last is durable. Idle, it may be dropped from memory but for this shell.
/// </summary>
sealed class InstanceActor : IThreadPoolWorkItem
{
    readonly Lock gate = new();
    readonly HostCore host;
    List<Message> mailbox = [];
    List<Message> current = [];
    LoadedInstance? instance;
    TurnCommit? settling;
    Func<Message.Awaited, Action>? refusal;
    bool busy;

    /// <summary>Whether what the instance waits for is under way in this process.</summary>
    bool carried;

    /// <summary>An instance that was just created, or one to be carried on from what is stored.</summary>
    public InstanceActor(HostCore host, string id, InstanceRecord? created)
    {
        this.host = host;
        Id = id;
        carried = created is not null;
        instance = created is null ? null : new LoadedInstance(created);
    }

    public string Id { get; }

    /// <summary>Tells the instance something.</summary>
    public void Post(Message message)
    {
        Action? refuse = null;
        lock (gate)
        {
            if (refusal is not null)
            {
                refuse = message is Message.Awaited awaited ? refusal(awaited) : null;
            }
            else
            {
                mailbox.Add(message);
                if (busy)
                    return;
                busy = true;
                host.UnderWay.Begin();
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
        refuse?.Invoke();
    }

    /// <summary>The turn is durable: carries it out, and goes on.</summary>
    public void Settle(TurnCommit commit)
    {
        settling = commit;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Takes no message any more.</summary>
    public void Close(Exception reason) => Close(awaited => () => awaited.Acknowledgement.TrySetException(reason));

    /// <summary>Drops what can be rebuilt; gives whether there was something and it was idle.</summary>
    public bool TryEvict()
    {
        lock (gate)
        {
            if (busy || instance is null)
                return false;
            instance = null;
            return true;
        }
    }

    public LiveGeneration NewGeneration(InstanceRecord record, EmbeddedRegistry registry, JsonSerializerOptions options) =>
        new(record, registry.FindOrchestration(record.Name), options, () => Post(new Message.WentAstray(record.Generation)));

    public InstanceActor Adopt(InstanceRecord child) => host.Adopt(child);

    public long NextInboxId() => host.NextInboxId();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nothing of the instance is lost: the host stops, and says why.")]
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            if (settling is { } commit)
            {
                settling = null;
                CarryOut(commit);
            }
            while (Take() is { } messages)
            {
                if (!RunTurn(messages))
                    return;
            }
        }
        catch (Exception exception)
        {
            host.Fault(exception);
            foreach (var awaited in current.OfType<Message.Awaited>())
                awaited.Acknowledgement.TrySetException(exception);
        }
    }

    /// <summary>The messages of the next turn; null, and the instance is idle, when there are none.</summary>
    List<Message>? Take()
    {
        lock (gate)
        {
            if (mailbox.Count > 0 && !host.Stopping)
            {
                current = mailbox;
                mailbox = [];
                return current;
            }
            // One that has ended, or a host that stops, is never idle again.
            busy = host.Stopping || refusal is not null;
            host.UnderWay.End();
            if (busy)
                return null;
        }
        host.Live.Idle(this);
        return null;
    }

    /// <summary>Gives whether there was nothing to write, so that the next turn may follow at once.</summary>
    bool RunTurn(List<Message> messages)
    {
        Load();
        if (instance is null || instance.Record.HasEnded)
        {
            foreach (var awaited in messages.OfType<Message.Awaited>())
                awaited.Acknowledgement.TrySetResult(false);
            Retire();
            return true;
        }
        var commit = new Turn(this, instance, host.Registry, host.Json, host.UtcNow).Run(messages);
        if (commit.IsEmpty)
        {
            commit.Acknowledge();
            return true;
        }
        host.Writer.Enqueue(commit);
        return false;
    }

    void Load()
    {
        if (instance is not null)
            return;
        instance = host.Database.Read(session => Rebuilding.Load(session, this, host.Registry, host.Json));
        host.Live.Loaded();
        if (carried || instance is null)
            return;
        carried = true;
        // What it waits for was durable before, and is under way nowhere.
        if (instance is { Broken: null, Live: { End: null } live })
        {
            foreach (var task in live.Context.Pending.Values.Where(task => !instance.Keeps(task.Id)))
                host.Dispatch(new TaskKey(this, instance.Record.Generation, task.Id), task.Request);
        }
    }

    void CarryOut(TurnCommit commit)
    {
        commit.Acknowledge();
        foreach (var timer in commit.Disarmed)
            host.Timers.Disarm(timer);
        foreach (var child in commit.Children)
            host.Dispatch(child);
        foreach (var task in commit.Requests)
            host.Dispatch(new TaskKey(this, commit.Record.Generation, task.Id), task.Request);
        host.Watchers.Publish(commit.Record);
        if (commit.BeginsAgain)
            Post(new Message.Begin());
        if (!commit.Ended)
            return;
        Retire();
        host.Children.Ended(commit.Record);
    }

    void Retire()
    {
        Close(awaited => () => awaited.Acknowledgement.TrySetResult(false));
        host.Retire(this);
    }

    void Close(Func<Message.Awaited, Action> refuse)
    {
        List<Message> left;
        lock (gate)
        {
            refusal ??= refuse;
            left = mailbox;
            mailbox = [];
        }
        foreach (var awaited in left.OfType<Message.Awaited>())
            refuse(awaited)();
    }
}
