using System.Globalization;
using ArazzoDurable.Client.Sending;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Runs;

/// <summary>Waits for runs over any length: in requests that each end well before <see cref="HttpClient.Timeout"/>.</summary>
sealed class RunWaiter(HttpClient http, ApiSender sender, ArazzoClientOptions options)
{
    /// <summary>How much of the client's timeout a request may spend waiting.</summary>
    const double Share = 0.6;

    /// <summary>A server that answers at once is not asked more often.</summary>
    static readonly TimeSpan ShortestRound = TimeSpan.FromSeconds(1);

    /// <summary>Refuses a time to wait that is none.</summary>
    /// <exception cref="ArgumentException">It is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static void Check(TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentException($"A time to wait is not negative; it is {timeout}. Null means until the end, and so does Timeout.InfiniteTimeSpan.", nameof(timeout));
    }

    /// <summary>How the run stands when it has ended or the time is up.</summary>
    /// <exception cref="ArgumentException">The query's timeout is negative.</exception>
    public async Task<RunStatus> WaitAsync(string runId, RunQuery query, CancellationToken cancellationToken)
    {
        Check(query.Timeout);
        var begun = options.Time.GetTimestamp();
        while (true)
        {
            var left = Left(query, begun);
            var asked = options.Time.GetTimestamp();
            var status = await AskAsync(runId, query, left, cancellationToken).ConfigureAwait(false);
            if (HasEnded(status) || Left(query, begun) <= TimeSpan.Zero)
                return status;
            await RestAsync(ShortestRound - options.Time.GetElapsedTime(asked), cancellationToken).ConfigureAwait(false);
        }
    }

    Task<RunStatus> AskAsync(string runId, RunQuery query, TimeSpan left, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(Math.Min(left.TotalSeconds, Math.Floor(LongestSlice().TotalSeconds)));
        var call = RunCalls.Get(runId, query, string.Create(CultureInfo.InvariantCulture, $"wait=true&timeoutSecs={seconds}"));
        return sender.AskAsync(call, RuntimeJson.Default.RunStatus, Persistence.For(left < options.Patience ? left : options.Patience), cancellationToken);
    }

    TimeSpan LongestSlice() => http.Timeout == Timeout.InfiniteTimeSpan || http.Timeout * Share > options.WaitSlice ? options.WaitSlice : http.Timeout * Share;

    TimeSpan Left(RunQuery query, long begun)
    {
        if (query.Timeout is not { } timeout || timeout == Timeout.InfiniteTimeSpan)
            return TimeSpan.MaxValue;
        var left = timeout - options.Time.GetElapsedTime(begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    Task RestAsync(TimeSpan rest, CancellationToken cancellationToken) =>
        rest > TimeSpan.Zero ? Task.Delay(rest, options.Time, cancellationToken) : Task.CompletedTask;

    static bool HasEnded(RunStatus status) => status.Status is RunState.Success or RunState.Failed or RunState.Cancelled;
}
