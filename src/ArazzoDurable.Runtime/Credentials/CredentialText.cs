using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>How the text of a credential is read for each kind of scheme.</summary>
public static class CredentialText
{
    const string BearerPrefix = "Bearer ";

    /// <summary>What keeps a text from being a credential of this scheme; null when nothing does. It is never quoted.</summary>
    public static string? Problem(SecurityScheme scheme, string text) => scheme switch
    {
        _ when text.Length == 0 => "it is empty",
        _ when text.Any(c => c is < ' ' or > '~') => "it has a line break or another character that a request cannot carry",
        SecurityScheme.Unsupported(var why) => $"the scheme is {why}, and cannot be applied",
        SecurityScheme.Basic when !text.Contains(':', StringComparison.Ordinal) => "the scheme asks for user:password, and there is no ':' in it",
        SecurityScheme.OAuth2 { TokenUrl: not null } when TryPair(text, out var id, out _) => id.Length == 0 ? "there is no client id before its ':'" : null,
        SecurityScheme.OAuth2 or SecurityScheme.OpenIdConnect when text.Contains(':', StringComparison.Ordinal) =>
            "the scheme has no flow of client credentials, so it takes a token, and a token has no ':'",
        SecurityScheme.Bearer or SecurityScheme.OAuth2 or SecurityScheme.OpenIdConnect when Token(text).Contains(' ', StringComparison.Ordinal) =>
            "the scheme asks for a token, and a token has no space",
        _ => null,
    };

    /// <summary>The two halves of <c>user:password</c> or <c>clientId:clientSecret</c>: what is before the first colon, and what is after it.</summary>
    public static bool TryPair(string text, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out string? secret)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        (name, secret) = colon < 0 ? (null, null) : (text[..colon], text[(colon + 1)..]);
        return colon >= 0;
    }

    /// <summary>Whether a text is a client's id and secret, for which a token is asked.</summary>
    public static bool IsClient(SecurityScheme scheme, string text) => scheme is SecurityScheme.OAuth2 { TokenUrl: not null } && TryPair(text, out _, out _);

    /// <summary>The token of a text that may have <c>Bearer</c> before it.</summary>
    public static string Token(string text) =>
        text.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? text[BearerPrefix.Length..].Trim() : text;

    /// <summary>Adds what is secret of a credential: the whole, and what is after its colon.</summary>
    public static void AddTo(SecretScrubber secrets, string text)
    {
        secrets.Add(text);
        secrets.Add(Token(text));
        if (TryPair(text, out _, out var secret))
            secrets.Add(secret);
    }

    internal static SecretScrubber Secrets(string text)
    {
        var secrets = new SecretScrubber();
        AddTo(secrets, text);
        return secrets;
    }
}
