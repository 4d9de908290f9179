using System.Buffers;
using System.Globalization;
using System.Text;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Http.Runs;

/// <summary>Writes the events of a run as server-sent events (WHATWG HTML, Server-sent events).</summary>
/// <param name="follower">Where they come from.</param>
/// <param name="time">The clock.</param>
/// <param name="longest">How long to go on at the most; null: to the end of the run.</param>
/// <param name="isBuffered">Whether nothing reaches the client before the end, so that whatever there is to tell ends the stream.</param>
sealed class EventStream(RunFollower follower, TimeProvider time, TimeSpan? longest, bool isBuffered)
{
    /// <summary>What the stream is.</summary>
    public const string ContentType = "text/event-stream";

    /// <summary>After how long without an event a comment shows that the stream is alive.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    static ReadOnlySpan<byte> ComeAgain => "retry: 1000\n\n"u8;

    /// <summary>Writes until the run ends, the time is up, or nobody listens; when it is buffered, until something is told.</summary>
    public async Task WriteAsync(Stream body, CancellationToken cancellationToken)
    {
        using var limit = longest is { } most ? new CancellationTokenSource(most, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // The headers are out before there is anything to tell.
        await body.FlushAsync(cancellationToken);
        while (await NextAsync(either.Token, cancellationToken) is { } page)
        {
            // The next page is read when this one is taken, so that a slow reader costs a page of memory.
            await body.WriteAsync(Written(page), cancellationToken);
            await body.FlushAsync(cancellationToken);
            if (page.IsLast)
                return;
            if (isBuffered && !page.Events.IsEmpty)
                break;
        }
        await body.WriteAsync(ComeAgain.ToArray(), cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    /// <summary>What there is to tell next; null when the time is up.</summary>
    async Task<ToldPage?> NextAsync(CancellationToken either, CancellationToken cancellationToken)
    {
        try
        {
            either.ThrowIfCancellationRequested();
            return await follower.NextAsync(Heartbeat, either);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    static ReadOnlyMemory<byte> Written(ToldPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var told in page.Events)
        {
            buffer.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {told.Sequence}\nevent: {told.Type}\ndata: ")));
            buffer.Write(told.Json.Span);
            buffer.Write("\n\n"u8);
        }
        if (page is { Events.IsEmpty: true, IsLast: false })
            buffer.Write(Comment);
        return buffer.WrittenMemory;
    }
}
