using System.Text.Json;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>
/// One turn of an instance: it is told what happened since the last one, its code runs as far as it can, and what came of it is gathered as
/// one commit. A generation that ends is followed by the next in the same turn, once.
/// </summary>
sealed class Turn(InstanceActor actor, LoadedInstance instance, EmbeddedRegistry registry, JsonSerializerOptions options, DateTime clock)
{
    readonly TurnCommit commit = new(actor, instance);
    int askedBefore = instance.Live?.Context.LastTaskId ?? 0;
    bool renewed;

    InstanceRecord Record
    {
        get => instance.Record;
        set => instance.Record = value;
    }

    public TurnCommit Run(IReadOnlyList<Message> messages)
    {
        Pass(clock);
        if (instance.Broken is { } broken)
            End(new GenerationEnd.Failed(Failure.Of(broken)));
        foreach (var message in messages)
        {
            Handle(message);
            Advance();
        }
        if (instance.Live is { } live)
        {
            live.FailIfStuck();
            Advance();
            GatherRequests();
        }
        commit.Seal(instance.LastAt);
        return commit;
    }

    void Handle(Message message)
    {
        switch (message)
        {
            case Message.EventRaised raised:
                commit.Acknowledge(raised.Acknowledgement, !Record.HasEnded);
                if (!Record.HasEnded)
                {
                    instance.ReceiveUnwritten(raised.Entry);
                    commit.InboxAdditions.Add(raised.Entry);
                }
                break;
            case Message.Ordered ordered:
                commit.Acknowledge(ordered.Acknowledgement, !Record.HasEnded);
                if (!Record.HasEnded)
                    Obey(ordered.Order);
                break;
            case var _ when Record.HasEnded:
                break;
            case Message.Begin:
                if (instance.Live is null && !Record.IsSuspended)
                    Start();
                break;
            case Message.InboxGrew grew:
                instance.Receive(grew.Entry);
                break;
            case Message.TaskEnded ended when ended.Generation == Record.Generation && Record.IsSuspended:
                Keep(ended);
                break;
            case Message.TaskEnded ended when ended.Generation == Record.Generation:
                Complete(ended);
                break;
            case Message.WentAstray astray when astray.Generation == Record.Generation:
                instance.Live?.Fail(new InvalidOperationException(LiveGeneration.AstrayText(Record.Name)));
                break;
        }
    }

    void Obey(InstanceOrder order)
    {
        if (order.Command is InstanceCommand.Terminate)
        {
            End(new GenerationEnd.Terminated(order));
            return;
        }
        Record = Record.After(order);
        if (order.Command is InstanceCommand.Resume)
            GoOn();
    }

    /// <summary>Keeps the end of a task until the instance is resumed. A timer that was armed anew fires again.</summary>
    void Keep(Message.TaskEnded ended)
    {
        if (instance.Live?.Context.Pending.ContainsKey(ended.TaskId) is not true || instance.Keeps(ended.TaskId))
            return;
        commit.Writes.AddRange(ended.Writes);
        var entry = InboxEntry.Of(ended);
        instance.ReceiveUnwritten(entry);
        commit.InboxAdditions.Add(entry);
    }

    /// <summary>Begins when it was suspended before it could, and else takes in what came while it was suspended, in its order.</summary>
    void GoOn()
    {
        if (instance.Live is null)
        {
            Start();
            return;
        }
        var generation = Record.Generation;
        foreach (var entry in instance.Inbox.Where(entry => entry.End is not null).ToList())
        {
            Advance(before: entry);
            TakeOut(entry);
            // A generation that ended waits for nothing any more.
            if (entry.End is { } end && Record.Generation == generation)
                Complete(new Message.TaskEnded(generation, end.Kind, end.TaskId, entry.Payload is [] ? null : entry.Payload));
        }
    }

    void TakeOut(InboxEntry entry)
    {
        instance.Remove(entry);
        Forget(entry);
    }

    void Forget(InboxEntry entry)
    {
        if (!commit.InboxAdditions.Remove(entry))
            commit.InboxRemovals.Add(entry.Id);
    }

    void Start()
    {
        Record = Record with { Status = InstanceStatus.Running };
        askedBefore = 0;
        instance.Live = actor.NewGeneration(Record, registry, options);
        var row = NextRow(HistoryKind.Started, 0, Record.Name, null);
        instance.Live.Start(row.At, replaying: false);
    }

    void Complete(Message.TaskEnded ended)
    {
        if (instance.Live?.Context.Pending.GetValueOrDefault(ended.TaskId) is not { } task)
            return;
        if (task.Request is Request.Timer timer)
        {
            commit.EndedTimers.Add(ended.TaskId);
            // Whoever waited until a time sees no earlier one.
            Pass(timer.FireAt);
        }
        commit.Writes.AddRange(ended.Writes);
        instance.Live.Apply(NextRow(ended.Kind, ended.TaskId, task.Request.Name, ended.Payload), replaying: false);
    }

    /// <summary>Hands out the events that are waited for, of those that came before an entry, and follows a generation that ended.</summary>
    void Advance(InboxEntry? before = null)
    {
        while (instance.Live is { } live)
        {
            if (live.End is { } end)
                End(end);
            else if (Record.IsSuspended || !TryDeliver(live, before))
                return;
        }
    }

    bool TryDeliver(LiveGeneration live, InboxEntry? before)
    {
        foreach (var (taskId, wanted) in live.Context.EventWaits)
        {
            if (instance.Take(wanted.EventName, before) is not { } entry)
                continue;
            Forget(entry);
            live.Apply(NextRow(HistoryKind.EventReceived, taskId, wanted.Name, entry.Payload), replaying: false);
            return true;
        }
        return false;
    }

    void End(GenerationEnd end)
    {
        CloseGeneration();
        switch (end)
        {
            case GenerationEnd.ContinuedAsNew next:
                commit.ForgetsGenerationsBefore(Record.Generation + 1);
                Record = Record with { Generation = Record.Generation + 1, Input = next.Input };
                instance.NextSequence = 0;
                Renew();
                break;
            case GenerationEnd.Completed completed:
                commit.ForgetsGenerationsBefore(Record.Generation + 1);
                Record = Record with { Status = InstanceStatus.Completed, Output = completed.Output };
                break;
            case GenerationEnd.Failed { Failure: var failure }:
                Record = Record with { Status = InstanceStatus.Failed, Output = Payload.Text(failure.Message), ErrorType = failure.ErrorType };
                break;
            case GenerationEnd.Terminated { Order: var order }:
                commit.ForgetsGenerationsBefore(Record.Generation + 1);
                Record = Record.After(order);
                break;
        }
        commit.Ended = Record.HasEnded;
        if (commit.Ended)
            Record = Record with { IsSuspended = false };
    }

    /// <summary>Begins the next generation, or leaves that to the next turn when this one has seen enough of them.</summary>
    void Renew()
    {
        if (renewed)
        {
            commit.BeginsAgain = true;
            return;
        }
        renewed = true;
        Start();
    }

    void CloseGeneration()
    {
        if (instance.Live is { Context: { } context })
        {
            TakeStatus(context);
            // A child is started though nobody will hear of it, as the Durable Task extension does.
            commit.Children.AddRange(context.PendingSince(askedBefore).Where(task => task.Request is Request.Child)
                .Select(task => ChildStart(task, (Request.Child)task.Request)));
            commit.Disarmed.AddRange(context.Pending.Values.Where(task => task.Request is Request.Timer).Select(task => KeyOf(task.Id)));
            commit.Disarmed.AddRange(context.CancelledTimers.Select(KeyOf));
        }
        instance.Live = null;
    }

    void GatherRequests()
    {
        if (instance.Live is not { Context: { } context })
            return;
        TakeStatus(context);
        foreach (var timer in context.CancelledTimers.Where(id => id <= askedBefore))
        {
            commit.EndedTimers.Add(timer);
            commit.Disarmed.Add(KeyOf(timer));
        }
        context.CancelledTimers.Clear();
        foreach (var task in context.PendingSince(askedBefore))
        {
            if (task.Request is Request.Child child)
                commit.Children.Add(ChildStart(task, child));
            else
                commit.Requests.Add(task);
        }
    }

    /// <summary>Time goes forward only, whatever the clock does.</summary>
    void Pass(DateTime until) => instance.LastAt = until > instance.LastAt ? until : instance.LastAt;

    void TakeStatus(OrchestrationContext context)
    {
        if (context.NewCustomStatus is not { } status)
            return;
        Record = Record with { CustomStatus = status };
        context.NewCustomStatus = null;
    }

    HistoryRow NextRow(HistoryKind kind, int taskId, string name, byte[]? payload)
    {
        var row = new HistoryRow(instance.NextSequence++, kind, taskId, name, instance.LastAt, payload);
        commit.Rows.Add(row);
        return row;
    }

    ChildStart ChildStart(PendingTask task, Request.Child child) =>
        new(KeyOf(task.Id), InstanceRecord.New(child.InstanceId, child.Orchestration, child.Input, Record.Id, instance.LastAt));

    TaskKey KeyOf(int taskId) => new(actor, Record.Generation, taskId);
}
