using System.Collections.Frozen;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Which headers a document may send (RFC 9110, Fields). The connection's own are ours.</summary>
static class HeaderRules
{
    static readonly FrozenSet<string> Reserved = new[]
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization",
        "Proxy-Authenticate", "TE", "Trailer", "Upgrade", "HTTP2-Settings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why this header cannot be sent; null when it can.</summary>
    public static RequestProblem? Check(string name, string value)
    {
        if (name.Length == 0 || !name.All(IsTokenCharacter))
            return new(RequestCodes.InvalidHeader, $"'{Printable(name)}' is no header name.");
        if (Reserved.Contains(name))
            return new(RequestCodes.ReservedHeader, $"The header '{name}' belongs to the connection and cannot be set by a document.");
        return CheckValue(name, value);
    }

    /// <summary>Why this cannot be the value of the header <paramref name="name"/>; null when it can.</summary>
    public static RequestProblem? CheckValue(string name, string value) => value.All(c => c is '\t' or (>= ' ' and <= '~'))
        ? null
        : new(RequestCodes.InvalidHeader, $"The value of the header '{name}' has a line break or another character that a header cannot carry.");

    static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);

    static string Printable(string name) => new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
}
