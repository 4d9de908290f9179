using System.Collections.Immutable;
using System.Text;

namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>A request as a server sees it.</summary>
/// <param name="Line">Method, path and query.</param>
/// <param name="Headers">The headers, those of the body included.</param>
/// <param name="Body">The body.</param>
sealed record SentRequest(string Line, ImmutableDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<SentRequest> OfAsync(HttpRequestMessage request)
    {
        // To be asked for it is what makes a body tell its length; one that cannot goes out in chunks.
        var length = request.Content?.Headers.ContentLength;
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToImmutableDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        if (length is { } known)
            headers = headers.SetItem("Content-Length", known.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new SentRequest($"{request.Method} {request.RequestUri!.PathAndQuery}", headers, request.Content is null ? default : await request.Content.ReadAsByteArrayAsync());
    }
}
