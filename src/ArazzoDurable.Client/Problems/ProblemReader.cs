using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Client.Problems;

/// <summary>Reads why a call was refused.</summary>
static class ProblemReader
{
    const int MostBytes = 1024 * 1024;
    const int MostShown = 200;

    static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(30);

    /// <summary>What is shown as a blank: a terminal would obey some of it.</summary>
    static readonly char[] Blank = [.. Enumerable.Range(0, 33).Select(code => (char)code), '\u007f'];

    /// <summary>The refusal as an exception, whatever the body is.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="call">The method and path of the request.</param>
    /// <param name="time">The clock by which a date in <c>Retry-After</c> is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ArazzoApiException> ReadAsync(HttpResponseMessage response, string call, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await BodyAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var retryAfter = RetryAfter(response.Headers.RetryAfter, time);
        var code = string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        return Problem(response.Content.Headers.ContentType, body) is { } problem
            ? new ArazzoApiException(
                status, problem.Code ?? code, problem.Detail ?? problem.Title ?? Bare(response, call), problem.Errors ?? [], problem.Diagnostics ?? [], retryAfter)
            : new ArazzoApiException(status, code, $"{Bare(response, call)}{Excerpt(body)}", [], [], retryAfter);
    }

    static string Bare(HttpResponseMessage response, string call) =>
        string.Create(CultureInfo.InvariantCulture, $"{call} was answered with {(int)response.StatusCode}{(response.ReasonPhrase is { Length: > 0 } phrase ? $" {phrase}" : "")}.");

    /// <summary>The body; empty when it is too long or does not come: the status says enough then.</summary>
    static async Task<byte[]> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRead);
        try
        {
            await content.LoadIntoBufferAsync(MostBytes, limit.Token).ConfigureAwait(false);
            return await content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    static ProblemDocument? Problem(MediaTypeHeaderValue? type, byte[] body)
    {
        if (type?.MediaType is not ("application/problem+json" or "application/json"))
            return null;
        try
        {
            return JsonSerializer.Deserialize(body, ClientJson.Default.ProblemDocument) is { } problem && (problem.Detail ?? problem.Title ?? problem.Code) is not null
                ? problem
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Excerpt(byte[] body)
    {
        var text = string.Join(' ', Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 4 * MostShown)))
            .Split(Blank, StringSplitOptions.RemoveEmptyEntries));
        return text.Length switch
        {
            0 => " The answer has no body.",
            > MostShown => $" The answer is not of this API; it begins: {text[..MostShown]}…",
            _ => $" The answer is not of this API: {text}",
        };
    }

    static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
