using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ArazzoDurable.Simulator.Requests;

/// <summary>A request, read to its end.</summary>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Target">The path and query as they were sent.</param>
/// <param name="Segments">The path's decoded segments.</param>
/// <param name="Query">The query's values; of a name that occurs more than once, the values joined by commas.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Cookies">The names of the cookies.</param>
/// <param name="HasBody">Whether there is a body.</param>
/// <param name="Body">The body, when it is JSON.</param>
sealed record ReceivedRequest(
    string Method,
    string Target,
    ImmutableArray<string> Segments,
    ImmutableDictionary<string, string> Query,
    IHeaderDictionary Headers,
    IRequestCookieCollection Cookies,
    bool HasBody,
    JsonElement? Body)
{
    /// <summary>Whether the body claims to be JSON and is not.</summary>
    internal bool IsMalformed => HasBody && Body is null && Headers.ContentType is [{ } contentType, ..] && MediaType.IsJson(contentType);

    /// <summary>The idempotency key, if the method has effects and the client sent one.</summary>
    internal string? IdempotencyKey =>
        Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE") && Headers["Idempotency-Key"] is [{ Length: > 0 } key, ..] ? key : null;

    /// <summary>Reads the request and its body.</summary>
    internal static async Task<ReceivedRequest> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { } raw && raw.StartsWith('/')
            ? raw
            : $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
        return new ReceivedRequest(
            request.Method.ToUpperInvariant(),
            target,
            PathTemplate.Split(target.Split('?')[0]),
            request.Query.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            request.Headers,
            request.Cookies,
            buffer.Length > 0,
            ParseJson(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    static JsonElement? ParseJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            return JsonElement.TryParseValue(ref reader, out var value) && !reader.Read() ? value : null;
        }
        catch (JsonException)
        {
            // The body is no JSON, which is what null says.
            return null;
        }
    }
}
