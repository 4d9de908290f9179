using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Azure.Identity;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Sends requests to a container: signs them, bounds their answers, and sends them again when that may help.</summary>
/// <param name="connection">The account.</param>
/// <param name="container">The container's name.</param>
/// <param name="time">The clock of dates, delays and timeouts.</param>
/// <param name="handler">The connection.</param>
sealed class BlobSender(StorageConnection connection, string container, TimeProvider time, HttpMessageHandler handler) : IDisposable
{
    /// <summary>The version of the protocol: one that the service and every Azurite of the last years speak.</summary>
    public const string Version = "2021-12-02";

    /// <summary>How many bytes of the answer to what gives no bytes are read.</summary>
    public const int MostErrorBytes = 65_536;

    // What has been begun is seen through, even if what came before it has taken all the time.
    static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);

    readonly HttpMessageInvoker invoker = new(handler);
    readonly string address = $"{connection.ServiceUri.AbsoluteUri.TrimEnd('/')}/{container}";

    public void Dispose() => invoker.Dispose();

    /// <summary>Sends a request, and makes the container first if it writes to one that is not there. What comes back is no transient failure.</summary>
    /// <exception cref="BlobFailedException">No answer came, or only ones that it may go better later.</exception>
    public async Task<BlobResponse> SendAsync(BlobRequest request, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var response = await TrySendAsync(request, begun, cancellationToken);
        if (!request.IsWrite || response is not { Status: 404, ErrorCode: "ContainerNotFound" })
            return response;
        await CreateContainerAsync(begun, cancellationToken);
        return await TrySendAsync(request, begun, cancellationToken);
    }

    /// <summary>What an answer comes to that nobody expected.</summary>
    public BlobFailedException Refused(BlobRequest request, BlobResponse response)
    {
        var hint = response.Status is 401 or 403 ? " " + connection.Authorization.Hint : "";
        return new BlobFailedException(
            string.Create(CultureInfo.InvariantCulture, $"Blob Storage at {connection} answered {request.Subject(container)} with {response.Status} {response.ErrorCode ?? "(no error code)"}, request id {response.Header("x-ms-request-id") ?? "unknown"}, after {response.Attempts} attempt(s).{hint}"));
    }

    async Task CreateContainerAsync(long begun, CancellationToken cancellationToken)
    {
        var request = new BlobRequest(HttpMethod.Put, null) { Query = [("restype", "container")], Body = ReadOnlyMemory<byte>.Empty };
        var response = await TrySendAsync(request, begun, cancellationToken);
        if (!response.IsSuccess && response is not { Status: 409, ErrorCode: "ContainerAlreadyExists" })
            throw Refused(request, response);
    }

    async Task<BlobResponse> TrySendAsync(BlobRequest request, long begun, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (response, failure) = await AttemptAsync(request, attempt, Left(request.Body?.Length ?? 0), cancellationToken);
            if (response is not null && !BlobRetries.IsTransient(response))
                return response;
            var delay = BlobRetries.DelayAfter(attempt, response, time.GetUtcNow());
            if (attempt == BlobRetries.Attempts || delay >= Left(request.Body?.Length ?? 0))
                throw response is not null ? Refused(request, response) : Unanswered(request, attempt, failure!);
            await Task.Delay(delay, time, cancellationToken);
        }

        TimeSpan Left(long bytes) => BlobRetries.Budget + BlobRetries.TimeFor(bytes) - time.GetElapsedTime(begun);
    }

    /// <summary>Sends a request once; gives the answer, or why there is none.</summary>
    async Task<(BlobResponse? Response, Exception? Failure)> AttemptAsync(BlobRequest request, int attempt, TimeSpan left, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var allowed = Longer(LeastTimeout, Shorter(left, BlobRetries.AttemptTimeout + BlobRetries.TimeFor(request.Body?.Length ?? 0)));
        using var patience = new CancellationTokenSource(allowed, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var message = Message(request);
            await connection.Authorization.AuthorizeAsync(message, either.Token);
            using var answer = await invoker.SendAsync(message, either.Token);
            // How long the answer is shows only now, and it is given the time for that.
            allowed += BlobRetries.TimeFor(LengthToRead(request, answer));
            patience.CancelAfter(Longer(TimeSpan.Zero, allowed - time.GetElapsedTime(begun)));
            return (await ReadAsync(request, answer, attempt, either.Token), null);
        }
        catch (CredentialUnavailableException exception)
        {
            throw NoToken(exception);
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or HttpRequestException or IOException and not BlobFailedException)
        {
            return (null, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"there was no answer within {Math.Round(allowed.TotalSeconds)} s.")));
        }
    }

    BlobFailedException Unanswered(BlobRequest request, int attempts, Exception failure) => failure is AuthenticationFailedException ? NoToken(failure) : new(
        string.Create(CultureInfo.InvariantCulture, $"Blob Storage at {connection} did not answer {request.Subject(container)} in {attempts} attempt(s): {failure.Message}"), failure);

    BlobFailedException NoToken(Exception failure) => new($"No token was to be had for Blob Storage at {connection}: {failure.Message}", failure);

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static long LengthToRead(BlobRequest request, HttpResponseMessage answer) =>
        request.Method == HttpMethod.Head ? 0 : Math.Min(answer.Content.Headers.ContentLength ?? 0, request.MostBytes);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The message owns its content.")]
    HttpRequestMessage Message(BlobRequest request)
    {
        var message = new HttpRequestMessage(request.Method, Address(request)) { Version = HttpVersion.Version11 };
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentLength = body.Length;
            if (body.Length > 0)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
        }
        message.Headers.TryAddWithoutValidation("x-ms-version", Version);
        message.Headers.TryAddWithoutValidation("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    Uri Address(BlobRequest request)
    {
        var path = request.Blob is null ? "" : "/" + string.Join('/', request.Blob.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', request.Query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return new Uri(query.Length == 0 ? $"{address}{path}" : $"{address}{path}?{query}");
    }

    async Task<BlobResponse> ReadAsync(BlobRequest request, HttpResponseMessage answer, int attempt, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in answer.Headers.NonValidated)
            headers[name] = values.ToString();
        foreach (var (name, values) in answer.Content.Headers.NonValidated)
            headers[name] = values.ToString();
        var most = answer.IsSuccessStatusCode ? request.MostBytes : MostErrorBytes;
        if (request.Method != HttpMethod.Head && answer.Content.Headers.ContentLength > most)
            throw TooLarge(request, most);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var body = new MemoryStream(request.Method == HttpMethod.Head ? 0 : (int)(answer.Content.Headers.ContentLength ?? 0));
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > most)
                throw TooLarge(request, most);
            body.Write(buffer.AsSpan(0, read));
        }
        return new BlobResponse((int)answer.StatusCode, headers, body.Length == body.Capacity ? body.GetBuffer() : body.ToArray(), attempt);
    }

    BlobFailedException TooLarge(BlobRequest request, int most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Blob Storage at {connection} answered {request.Subject(container)} with more than {most:N0} bytes."));
}
