using System.Collections.Immutable;
using System.Net;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Sends calls, one exchange each: nothing is retried, redirected or remembered. Says <c>User-Agent: ArazzoDurable/&lt;version&gt;</c> and
/// accepts gzip, deflate and br unless the call says otherwise. Safe for use by any number of threads.
/// </summary>
/// <param name="handler">Sends; as a rule the one of <see cref="GuardedHttp"/>. It stays the caller's to dispose.</param>
/// <param name="time">Runs the timeouts.</param>
public sealed class HttpCaller(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    static readonly string UserAgent = $"ArazzoDurable/{typeof(HttpCaller).Assembly.GetName().Version!.ToString(3)}";

    readonly HttpMessageInvoker invoker = new(handler, disposeHandler: false);

    /// <summary>Sends a call and reads the whole response.</summary>
    /// <returns>The response, or why there is none. Whatever goes wrong on the way is such a value.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<CallResult> SendAsync(OutgoingCall call, CallLimits limits, CancellationToken cancellationToken)
    {
        if (!call.Url.IsAbsoluteUri || (call.Url.Scheme != Uri.UriSchemeHttp && call.Url.Scheme != Uri.UriSchemeHttps))
            return new CallResult.Unanswered(CallFault.UrlInvalid, "The URL is not an absolute one of http or https.");
        if (HeaderRules.Problem(call) is { } problem)
            return new CallResult.Unanswered(CallFault.HeaderInvalid, problem);
        using var timeout = new CancellationTokenSource(limits.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        return await SendAsync(call, limits, timeout.Token, either.Token, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => invoker.Dispose();

    async Task<CallResult> SendAsync(
        OutgoingCall call, CallLimits limits, CancellationToken timeout, CancellationToken either, CancellationToken caller)
    {
        int? status = null;
        try
        {
            using var request = Request(call);
            using var response = await invoker.SendAsync(request, either);
            status = (int)response.StatusCode;
            return await ReadAsync(response, call.Url, limits, either);
        }
        catch (Exception exception) when (exception
            is HttpRequestException or HostRefusedException or IOException or InvalidDataException or OperationCanceledException)
        {
            caller.ThrowIfCancellationRequested();
            return timeout.IsCancellationRequested
                ? CallFailure.TookLonger(limits.Timeout, call.Url, status)
                : CallFailure.Of(exception, call.Url, status);
        }
    }

    static HttpRequestMessage Request(OutgoingCall call)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = call.Body is { } body ? new ReadOnlyMemoryContent(body) : null,
        };
        request.Options.Set(GuardedHttp.AllowedHosts, call.AllowedHosts);
        if (call.ContentType is { } type)
            request.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in call.Headers)
        {
            // A few headers belong to the body and are sent only with one.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        if (!request.Headers.Contains("User-Agent"))
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (!request.Headers.Contains("Accept-Encoding"))
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        return request;
    }

    static async Task<CallResult> ReadAsync(HttpResponseMessage response, Uri url, CallLimits limits, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        ImmutableArray<HeaderField> headers =
        [
            .. from field in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
               from value in field.Value
               select new HeaderField(field.Key, value),
        ];
        if (headers.Sum(field => field.Name.Length + field.Value.Length) > limits.HeaderBytes)
            return TooLarge("headers", limits.HeaderBytes);
        if (await BodyReading.ReadAsync(response.Content, limits.ResponseBytes, cancellationToken) is not { } body)
            return TooLarge("a body", limits.ResponseBytes);
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        return new CallResult.Answered(status, headers, body, type);

        CallResult.Unanswered TooLarge(string part, int limit) => new(
            CallFault.ResponseTooLarge,
            FormattableString.Invariant($"The response from {url.Authority} has {part} of more than {limit} bytes."),
            status);
    }
}
