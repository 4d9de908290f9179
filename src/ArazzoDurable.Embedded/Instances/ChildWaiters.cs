using ArazzoDurable.Embedded.Execution;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>
/// Which tasks wait for which child. It is not stored: a child's result is, in the commit of its end, and whoever is carried on and waits for
/// a child looks there first.
/// </summary>
sealed class ChildWaiters
{
    readonly Lock gate = new();
    readonly Dictionary<string, List<TaskKey>> waiting = new(StringComparer.Ordinal);

    public void Add(string childId, TaskKey task)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(childId, out var tasks))
                waiting.Add(childId, tasks = []);
            tasks.Add(task);
        }
    }

    /// <summary>Tells those that wait for it.</summary>
    public void Ended(InstanceRecord child)
    {
        List<TaskKey>? tasks;
        lock (gate)
            waiting.Remove(child.Id, out tasks);
        var (kind, payload) = child.ErrorType is { } errorType
            ? (HistoryKind.ChildFailed, new Failure(errorType, Payload.Read<string>(child.Output!, EmbeddedJson.Default.Options)).Write())
            : (HistoryKind.ChildCompleted, child.Output);
        foreach (var task in tasks ?? [])
            task.Instance.Post(new Message.TaskEnded(task.Generation, kind, task.TaskId, payload));
    }
}
