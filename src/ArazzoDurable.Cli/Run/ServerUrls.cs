using System.Collections.Immutable;
using System.Globalization;

namespace ArazzoDurable.Cli.Run;

/// <summary>The URLs of <c>--server</c>.</summary>
static class ServerUrls
{
    /// <summary>Reads them.</summary>
    /// <exception cref="CommandFailedException">One is no URL that a call can go to.</exception>
    public static ImmutableSortedDictionary<string, Uri> Read(ImmutableArray<NamedText> servers) =>
        servers.ToImmutableSortedDictionary(server => server.Name, Url, StringComparer.Ordinal);

    /// <summary>The entry of an allow list that allows the host and port of a URL and nothing else.</summary>
    public static string HostAndPort(Uri url) =>
        string.Create(CultureInfo.InvariantCulture, $"{(url.HostNameType is UriHostNameType.IPv6 ? url.Host : url.IdnHost)}:{url.Port}");

    static Uri Url(NamedText server)
    {
        if (!Uri.TryCreate(server.Value, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new CommandFailedException($"--server {server.Name}: expected source=url with an absolute http or https URL, such as {server.Name}=http://localhost:8080/v1.");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new CommandFailedException($"--server {server.Name}: the URL must have no user name, password, query or fragment; give credentials with --auth or as inputs.");
        return url;
    }
}
