using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// The hosts that may be called although their addresses are private or of this machine. An entry is a host name or an IP address, with
/// or without a port (<c>localhost</c>, <c>localhost:8080</c>, <c>10.0.0.5</c>, <c>[::1]:8080</c>), or <c>*.domain</c> for every name
/// below a domain. An entry without a port allows all ports. Case does not matter.
/// </summary>
/// <remarks>
/// What is compared is the host of the URL, never the address that a name leads to: otherwise whoever controls a name could point it to
/// an allowed address.
/// </remarks>
public sealed class HostAllowList
{
    static readonly SearchValues<char> NoHost = SearchValues.Create("/\\?#@* \t\r\n");

    readonly ImmutableHashSet<Entry> entries;

    HostAllowList(ImmutableHashSet<Entry> entries) => this.entries = entries;

    /// <summary>Allows no host.</summary>
    public static HostAllowList Empty { get; } = new([]);

    /// <summary>Reads entries.</summary>
    /// <param name="texts">The entries.</param>
    /// <param name="list">The list; null when there are errors.</param>
    /// <param name="errors">What is wrong with each entry that cannot be read; empty when all were.</param>
    /// <returns>Whether all entries were read.</returns>
    public static bool TryParse(
        IEnumerable<string> texts, [NotNullWhen(true)] out HostAllowList? list, out ImmutableArray<HostEntryError> errors)
    {
        var entries = ImmutableHashSet.CreateBuilder<Entry>();
        var wrong = ImmutableArray.CreateBuilder<HostEntryError>();
        foreach (var text in texts)
        {
            if (TryRead(text.Trim(), out var entry, out var message))
                entries.Add(entry);
            else
                wrong.Add(new HostEntryError(text, message));
        }
        errors = wrong.ToImmutable();
        list = errors.IsEmpty ? new HostAllowList(entries.ToImmutable()) : null;
        return list is not null;
    }

    /// <summary>Allows the host and port of an absolute URL and nothing else.</summary>
    public static HostAllowList Of(Uri url) => new([new Entry(HostOf(url), url.Port, IsBelow: false)]);

    /// <summary>Allows what this list or another one allows.</summary>
    public HostAllowList Union(HostAllowList other) => new(entries.Union(other.entries));

    /// <summary>Whether the host and port of an absolute URL are allowed.</summary>
    public bool Allows(Uri url)
    {
        var host = HostOf(url);
        return entries.Any(entry => entry.Allows(host, url.Port));
    }

    /// <summary>The host of an absolute URL in the one spelling that is compared and resolved: in lower case, punycode, no final dot, no brackets.</summary>
    internal static string HostOf(Uri url) => Bare(url.IdnHost);

    static string Bare(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        return IPAddress.TryParse(name, out var address)
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : name;
    }

    static bool TryRead(string text, out Entry entry, [NotNullWhen(false)] out string? message)
    {
        entry = default;
        message = $"'{text}' is not a host; expected a name, an IP address or *.domain, each with an optional :port.";
        var isBelow = text.StartsWith("*.", StringComparison.Ordinal);
        var rest = isBelow ? text[2..] : text;
        if (rest.AsSpan().ContainsAny(NoHost) || rest.Length == 0)
            return false;
        if (!TrySplit(rest, out var host, out var port) || !Uri.TryCreate($"http://{host}", UriKind.Absolute, out var url))
            return false;
        if (isBelow && url.HostNameType != UriHostNameType.Dns)
            return false;
        entry = new Entry(HostOf(url), port, isBelow);
        message = entry.Host.Length > 0 ? null : message;
        return message is null;
    }

    static bool TrySplit(string text, out string host, out int? port)
    {
        (host, port) = (text, null);
        if (IPAddress.TryParse(text, out var address) && text.Contains(':', StringComparison.Ordinal) && text[0] != '[')
        {
            host = $"[{address}]";
            return true;
        }
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text[^1] == ']')
            return true;
        host = text[..colon];
        var isPort = ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        port = number;
        return isPort && host.Length > 0;
    }

    readonly record struct Entry(string Host, int? Port, bool IsBelow)
    {
        public bool Allows(string host, int port) => (Port is null || Port == port)
            && (IsBelow ? host.EndsWith($".{Host}", StringComparison.Ordinal) : host == Host);
    }
}
