using System.Net.ServerSentEvents;
using System.Text.Json;
using ArazzoDurable.Client.Sending;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Client.Watching;

/// <summary>The server-sent events of one answer.</summary>
sealed class EventStream : IAsyncDisposable
{
    /// <summary>How long to pause before opening the next stream when the server does not say.</summary>
    public static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    static readonly HashSet<string> Known =
    [
        .. RuntimeJson.Default.RunEvent.PolymorphismOptions!.DerivedTypes.Select(type => type.TypeDiscriminator).OfType<string>(),
    ];

    readonly WakefulStream body;
    readonly SseParser<string> parser;
    readonly IAsyncEnumerator<SseItem<string>> items;

    EventStream(WakefulStream body, CancellationToken cancellationToken)
    {
        this.body = body;
        parser = SseParser.Create(body);
        items = parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Whether the server ended it; else it broke.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether anything came, be it a comment that shows that the stream is alive.</summary>
    public bool HasBeenHeard => body.HasBeenHeard;

    /// <summary>What broke it; null when nothing did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>How long the server would have its client pause before the next stream; null when it does not say.</summary>
    public TimeSpan? Pause => parser.ReconnectionInterval is { Ticks: >= 0 } pause ? pause : null;

    public static async Task<EventStream> OpenAsync(HttpResponseMessage response, ArazzoClientOptions options, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
        {
            throw new ArazzoApiException(
                (int)response.StatusCode, ArazzoApiException.UnreadableAnswer, $"The server's answer is not a stream of events but '{response.Content.Headers.ContentType}'. Is this the server's URL?");
        }
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new EventStream(new WakefulStream(body, options.Silence, options.Time), cancellationToken);
    }

    /// <summary>The next event; null when there is none, since the server ended the stream or it broke.</summary>
    public async Task<ToldEvent?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            HasEnded = !await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (Transience.Is(failure))
        {
            Failure = failure;
            return null;
        }
        return HasEnded ? null : new ToldEvent(parser.LastEventId, Read(items.Current.Data));
    }

    public async ValueTask DisposeAsync()
    {
        await items.DisposeAsync().ConfigureAwait(false);
        await body.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The event; null when it is of a kind that this client does not know: a newer server tells more.</summary>
    static RunEvent? Read(string data)
    {
        try
        {
            var json = JsonElement.Parse(data);
            return json.ValueKind is JsonValueKind.Object && json.TryGetProperty("type", out var type) && Known.Contains(type.ToString())
                ? json.Deserialize(RuntimeJson.Default.RunEvent)
                : null;
        }
        catch (JsonException exception)
        {
            throw new ArazzoApiException(200, ArazzoApiException.UnreadableAnswer, $"The server told an event that cannot be read: {exception.Message}", exception);
        }
    }
}
