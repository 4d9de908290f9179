using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Client.Problems;

namespace ArazzoDurable.Client.Sending;

/// <summary>Sends calls, again where that is safe, and reads the answers.</summary>
sealed class ApiSender(HttpClient http, ArazzoClientOptions options)
{
    readonly Uri root = ApiRoot.Of(http.BaseAddress);

    /// <summary>Sends a call and reads its answer.</summary>
    public Task<T> AskAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        AskAsync(call, type, call.IsRepeatable ? Persistence.Times(options.Retries) : Persistence.None, cancellationToken);

    /// <summary>Sends a call for as long as it takes, and reads its answer.</summary>
    public Task<T> AskAsync<T>(ApiCall call, JsonTypeInfo<T> type, Persistence persistence, CancellationToken cancellationToken) =>
        PersistAsync(
            async () =>
            {
                using var response = await SendAsync(call, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
                return Read(call, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), (int)response.StatusCode, type);
            },
            persistence, cancellationToken);

    /// <summary>Sends a call of whose answer nothing is read but that it is no refusal.</summary>
    /// <returns>The status code.</returns>
    public Task<int> TellAsync(ApiCall call, CancellationToken cancellationToken) => PersistAsync(
        async () =>
        {
            using var response = await SendAsync(call, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode;
        },
        call.IsRepeatable ? Persistence.Times(options.Retries) : Persistence.None, cancellationToken);

    /// <summary>Sends a call for as long as it takes, and gives its answer as soon as it begins.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiCall call, CancellationToken cancellationToken) => PersistAsync(
        () => SendAsync(call, HttpCompletionOption.ResponseHeadersRead, cancellationToken), Persistence.For(options.Patience), cancellationToken);

    async Task<T> PersistAsync<T>(Func<Task<T>> attempt, Persistence persistence, CancellationToken cancellationToken)
    {
        var since = options.Time.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            TimeSpan pause;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception failure) when (persistence.PauseAfter(failure, failures, options.Time.GetElapsedTime(since)) is { } next)
            {
                pause = next;
            }
            await Task.Delay(pause, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<HttpResponseMessage> SendAsync(ApiCall call, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var message = call.ToMessage(root, options.ApiKey);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(message, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"{call.Method} {message.RequestUri!.AbsolutePath} had no answer within the {http.Timeout.TotalSeconds} s of HttpClient.Timeout."), timeout);
        }
        if (response.RequestMessage?.RequestUri is { } answering && answering.Authority != root.Authority)
        {
            using (response)
                throw Elsewhere(call, (int)response.StatusCode, answering);
        }
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ProblemReader.ReadAsync(response, $"{call.Method} {message.RequestUri!.AbsolutePath}", options.Time, cancellationToken).ConfigureAwait(false);
    }

    // What it says is nothing that the server said, and what it was sent may have held the key.
    ArazzoApiException Elsewhere(ApiCall call, int status, Uri answering) => new(
        status, ArazzoApiException.UnreadableAnswer,
        $"{call.Method} {new Uri(root, call.Path).AbsolutePath} was redirected from {root.Authority} to {answering.Authority}, whose answer is not taken. Is this the server's URL? Use ArazzoClient.CreateHandler(), which follows no redirects.");

    T Read<T>(ApiCall call, byte[] body, int status, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            var path = new Uri(root, call.Path).AbsolutePath;
            throw new ArazzoApiException(
                status, ArazzoApiException.UnreadableAnswer, $"The server's answer to {call.Method} {path} is not what was expected: {exception.Message} Is this the server's URL?", exception);
        }
    }
}
