using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Embedded.Instances;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>One generation of an instance at work: its code, and what that waits for.</summary>
sealed class LiveGeneration(InstanceRecord record, OrchestrationBody? body, JsonSerializerOptions options, Action astray)
{
    Task<byte[]>? main;
    Failure? crash;

    public OrchestrationContext Context { get; } = new(record, options, astray);

    /// <summary>How it ended; null while it runs.</summary>
    public GenerationEnd? End => crash is not null ? new GenerationEnd.Failed(crash) : main switch
    {
        null or { IsCompleted: false } => null,
        { IsFaulted: true } => new GenerationEnd.Failed(Failure.Of(main.Exception!.InnerException!)),
        { IsCanceled: true } => new GenerationEnd.Failed(Failure.Of(new TaskCanceledException(main))),
        _ when Context.NextInput is { } input => new GenerationEnd.ContinuedAsNew(input),
        _ => new GenerationEnd.Completed(main.Result),
    };

    public static string AstrayText(string orchestration) =>
        $"The orchestration '{orchestration}' left its context: something it awaited, or started, continued on another thread. It may await only what its context gives.";

    /// <summary>Begins the code.</summary>
    public void Start(DateTime at, bool replaying)
    {
        if (body is null)
            Fail(new InvalidOperationException($"No orchestration is registered under '{record.Name}'."));
        else
            Run(at, replaying, () => main = body(Context, record.Input, options));
    }

    /// <summary>Ends a task as a row of the history says, and runs the code on.</summary>
    public void Apply(HistoryRow row, bool replaying)
    {
        if (Context.End(row.TaskId) is not { } task)
            throw Mismatch(row, "asked for nothing that this could end");
        if (!task.Request.EndsBy(row.Kind) || task.Request.Name != row.Name)
            throw Mismatch(row, $"asked for {task.Request}");
        task.Cancellation.Unregister();
        Run(row.At, replaying, () => Complete(task, row));
    }

    /// <summary>Ends it for something it did that its history cannot tell.</summary>
    public void Fail(Exception exception) => crash ??= Failure.Of(exception);

    /// <summary>Fails it when it waits, and for nothing that could come.</summary>
    public void FailIfStuck()
    {
        if (End is null && Context.Pending.Count == 0)
        {
            Fail(new InvalidOperationException(
                $"The orchestration '{record.Name}' waits for something that its context did not give, so nothing would ever wake it."));
        }
    }

    /// <summary>What is wrong when the history goes on and the code does not.</summary>
    public NonDeterminismException Mismatch(HistoryRow row, string found) => new(string.Create(CultureInfo.InvariantCulture,
        $"The instance '{record.Id}' cannot be carried on: at position {row.Sequence} of generation {record.Generation} its history holds {row.Kind} '{row.Name}' for task {row.TaskId}, but the orchestration '{record.Name}' {found}. Its code does other things than when that was recorded."));

    void Complete(PendingTask task, HistoryRow row)
    {
        if (row.Kind is HistoryKind.ActivityFailed or HistoryKind.ChildFailed)
            task.Fail(Failure.Read(row.Payload!).ToException(NameOf(task.Request)));
        else
            task.Complete(row.Payload, options);
    }

    static string NameOf(Request request) => request is Request.Child child ? child.Orchestration : request.Name;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the orchestration throws is how it failed.")]
    void Run(DateTime at, bool replaying, Action action)
    {
        Context.CurrentUtcDateTime = at;
        Context.IsReplaying = replaying;
        try
        {
            Context.Turns.Run(action);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }
}
