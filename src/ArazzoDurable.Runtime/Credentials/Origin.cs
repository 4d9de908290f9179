using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>A scheme, host and port (RFC 6454, 4), in one spelling: lower case, punycode, no dot at the end of the host.</summary>
public readonly record struct Origin
{
    Origin(Uri url) => (Scheme, Host, Port) = (url.Scheme, HostAllowList.HostOf(url), url.Port);

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host, without brackets.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The origin of an absolute URL.</summary>
    public static Origin Of(Uri url) => new(url);

    /// <summary>Reads an origin such as <c>https://api.example.com</c>. A URL with a path, a query or a user is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Origin? origin)
    {
        origin = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0
            && url is { UserInfo: "", PathAndQuery: "/", Fragment: "" } && !text.Contains('?', StringComparison.Ordinal)
            ? new Origin(url)
            : null;
        return origin is not null;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return Port == (Scheme == "https" ? 443 : 80) ? $"{Scheme}://{host}" : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{host}:{Port}");
    }
}
