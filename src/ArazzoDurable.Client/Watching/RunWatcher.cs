using System.Net;
using System.Runtime.CompilerServices;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Sending;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Client.Watching;

/// <summary>Watches runs by their streams of events, and opens a stream that broke where it was.</summary>
sealed class RunWatcher(ApiSender sender, ArazzoClientOptions options)
{
    public async IAsyncEnumerable<WatchedEvent> WatchAsync(string runId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = lastEventId;
        var pause = EventStream.DefaultPause;
        var silentRounds = 0;
        var heard = options.Time.GetTimestamp();
        while (true)
        {
            using (var response = await sender.OpenAsync(Call(runId, last), cancellationToken).ConfigureAwait(false))
            {
                if (response.StatusCode is HttpStatusCode.NoContent)
                    yield break;
                var stream = await EventStream.OpenAsync(response, options, cancellationToken).ConfigureAwait(false);
                await using var _ = stream.ConfigureAwait(false);
                silentRounds++;
                var isOver = false;
                while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } told)
                {
                    // After a break a server may tell again what it has told.
                    if (told.Id == last)
                        continue;
                    last = told.Id;
                    silentRounds = 0;
                    if (told.Event is null)
                        continue;
                    isOver = told.Event is RunEvent.RunCompleted;
                    yield return new WatchedEvent(told.Id, told.Event);
                }
                if (isOver && stream.HasEnded)
                    yield break;
                pause = stream.Pause ?? pause;
                // A server that shows that it is alive, or ends its streams in good order, is watched however long its run is silent.
                if (silentRounds == 0 || stream.HasEnded || stream.HasBeenHeard)
                    heard = options.Time.GetTimestamp();
                else if (options.Time.GetElapsedTime(heard) > options.Patience)
                    throw new TimeoutException($"The stream of events of run '{runId}' broke again and again, and told nothing for {options.Time.GetElapsedTime(heard)}.", stream.Failure);
            }
            await Task.Delay(silentRounds == 0 ? pause : Longer(pause, Persistence.Backoff(silentRounds)), options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    static ApiCall Call(string runId, string? last)
    {
        var call = ApiCall.Get($"{RunCalls.Path(runId)}/events").With("Accept", "text/event-stream");
        return last is null ? call : call.With("Last-Event-ID", last);
    }

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
