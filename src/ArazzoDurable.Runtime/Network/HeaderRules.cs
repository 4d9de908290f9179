using System.Buffers;
using System.Collections.Frozen;
using System.Net.Http.Headers;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Which headers may be sent (RFC 9110, sections 5.1, 5.5 and 7.6.1).</summary>
static class HeaderRules
{
    static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // They steer the connection or frame the message, so that one set by a document could smuggle a second request.
    static readonly FrozenSet<string> OfConnection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
        "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    /// <summary>What is wrong with the method, a header or the media type of a call; null when nothing is. Values are never told.</summary>
    public static string? Problem(OutgoingCall call)
    {
        if (!IsToken(call.Method))
            return "The method is not a valid HTTP method.";
        foreach (var (name, value) in call.Headers)
        {
            if (!IsToken(name))
                return "A header's name has a character that is not allowed there.";
            if (BelongsToConnection(name))
                return $"The header {name} is set by the connection and cannot be given.";
            if (!IsFieldValue(value))
                return $"The value of the header {name} has a control character.";
        }
        return call.ContentType is null || (IsFieldValue(call.ContentType) && MediaTypeHeaderValue.TryParse(call.ContentType, out _))
            ? null
            : "The content type is not a valid media type.";
    }

    /// <summary>Whether a text can be a method or the name of a header.</summary>
    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);

    /// <summary>Whether a header is set by the connection, and by nobody else.</summary>
    public static bool BelongsToConnection(string name) => OfConnection.Contains(name);

    static bool IsFieldValue(string text) => !text.Any(character => char.IsControl(character) && character != '\t');
}
