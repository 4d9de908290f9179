using System.Collections.Immutable;

namespace ArazzoDurable.Http;

/// <summary>A request to the API, free of any web framework: what a host hands to <see cref="ArazzoApi"/>.</summary>
public sealed class ApiRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="method">The method, such as <c>GET</c>.</param>
    /// <param name="url">The absolute URL as the client sees it; its path begins with <c>/api/</c> or <c>/runtime/webhooks/durabletask/</c>.</param>
    /// <param name="headers">The headers. Values of one name are joined by commas.</param>
    /// <param name="body">The body; null when there is none. It is read at most once, and not disposed of.</param>
    /// <exception cref="ArgumentException"><paramref name="url"/> is relative.</exception>
    public ApiRequest(string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers, Stream? body = null)
    {
        if (!url.IsAbsoluteUri)
            throw new ArgumentException("The URL of a request is absolute.", nameof(url));
        Method = method;
        Url = url;
        Headers = headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).ToImmutableDictionary(
            same => same.Key, same => string.Join(", ", same.Select(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        Body = body ?? Stream.Null;
    }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>The absolute URL as the client sees it.</summary>
    public Uri Url { get; }

    /// <summary>The headers by name, upper and lower case alike.</summary>
    public ImmutableDictionary<string, string> Headers { get; }

    /// <summary>The body.</summary>
    public Stream Body { get; }
}
