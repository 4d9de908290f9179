using System.Net;
using Microsoft.AspNetCore.Http;

namespace ArazzoDurable.Cli.Serve;

/// <summary>
/// Guards a server without a key from web pages: a page that a browser on this machine shows can send requests to it, and with a name of
/// its own that leads to 127.0.0.1 read the answers too.
/// </summary>
static class LocalOnly
{
    /// <summary>Whether a request is addressed to this machine, and no page from elsewhere sends it.</summary>
    public static bool Admits(HttpRequest request) =>
        IsLocal(request.Host.Host)
        && request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLocal(from.Host))
        // What a page asks for without a word of where it is from, such as an image.
        && !request.Headers["Sec-Fetch-Site"].Contains("cross-site", StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host name can mean nothing but this machine.</summary>
    public static bool IsLocal(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
