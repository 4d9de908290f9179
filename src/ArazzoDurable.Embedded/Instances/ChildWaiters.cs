using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>
/// Which tasks wait for which child. It is not stored: a child's result is, in the commit of its end, and whoever is carried on and waits for
/// a child looks there first.
/// </summary>
sealed class ChildWaiters
{
    /// <summary>The type of the failure that a parent sees of a child that was terminated.</summary>
    const string Terminated = "InstanceTerminated";

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
        var (kind, payload) = FailureOf(child) is { } failure ? (HistoryKind.ChildFailed, failure.Write()) : (HistoryKind.ChildCompleted, child.Output);
        foreach (var task in tasks ?? [])
            task.Instance.Post(new Message.TaskEnded(task.Generation, kind, task.TaskId, payload));
    }

    static Failure? FailureOf(InstanceRecord child) => child switch
    {
        { Status: InstanceStatus.Terminated } => new Failure(Terminated, TextOf(child) ?? "It was terminated, and nobody said why."),
        { ErrorType: { } errorType } => new Failure(errorType, TextOf(child)!),
        _ => null,
    };

    static string? TextOf(InstanceRecord child) => child.Output is { } output ? Payload.Read<string>(output, EmbeddedJson.Default.Options) : null;
}
