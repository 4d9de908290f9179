using System.Text.Json;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>A task that a context gave and that has not ended.</summary>
abstract class PendingTask(int id, Request request)
{
    /// <summary>Counts the tasks of the generation, from 1.</summary>
    public int Id { get; } = id;

    public Request Request { get; } = request;

    public CancellationTokenRegistration Cancellation { get; set; }

    public abstract void Complete(byte[]? payload, JsonSerializerOptions options);

    public abstract void Fail(Exception exception);

    public abstract void Cancel(CancellationToken token);
}

/// <summary>A task with a result. Its continuations run where it is ended, so that they run in the order of the history.</summary>
sealed class PendingTask<TResult>(int id, Request request) : PendingTask(id, request)
{
    readonly TaskCompletionSource<TResult> completion = new();

    public Task<TResult> Task => completion.Task;

    public override void Complete(byte[]? payload, JsonSerializerOptions options)
    {
        TResult result;
        try
        {
            result = payload is null ? default! : Payload.Read<TResult>(payload, options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            completion.SetException(exception);
            return;
        }
        completion.SetResult(result);
    }

    public override void Fail(Exception exception) => completion.SetException(exception);

    public override void Cancel(CancellationToken token) => completion.SetCanceled(token);
}
