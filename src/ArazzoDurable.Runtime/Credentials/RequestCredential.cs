using System.Text;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>Puts credentials on requests.</summary>
static class RequestCredential
{
    const string CookieHeader = "Cookie";

    /// <summary>Whether a request has what the scheme would set, because its document passes it.</summary>
    public static bool IsOn(HttpCall request, SecurityScheme scheme) => scheme.In switch
    {
        ParameterPlace.Query => Names(request.Uri.Query.TrimStart('?'), '&').Contains(scheme.Name, StringComparer.Ordinal),
        ParameterPlace.Cookie => Names(request.Header(CookieHeader) ?? "", ';').Contains(scheme.Name, StringComparer.Ordinal),
        _ => scheme is not SecurityScheme.Unsupported && request.Header(scheme.Name) is not null,
    };

    /// <summary>The request with a credential.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="value">What <see cref="CredentialText"/> found nothing wrong with, or a token that was issued.</param>
    public static HttpCall Put(HttpCall request, SecurityScheme scheme, string value) => scheme switch
    {
        SecurityScheme.Basic => WithHeader(request, scheme.Name, $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}"),
        SecurityScheme.ApiKey { At: ParameterPlace.Query } => WithQuery(request, scheme.Name, value),
        SecurityScheme.ApiKey { At: ParameterPlace.Cookie } => WithCookie(request, scheme.Name, value),
        SecurityScheme.ApiKey => WithHeader(request, scheme.Name, value),
        _ => WithHeader(request, scheme.Name, $"Bearer {CredentialText.Token(value)}"),
    };

    /// <summary>Why a key cannot go where its scheme says; null when it can.</summary>
    public static string? Problem(SecurityScheme scheme, string value) => scheme switch
    {
        SecurityScheme.ApiKey { At: ParameterPlace.Header } => ParameterHeaders.Check(scheme.Name, value)?.Message.TrimEnd('.'),
        // RFC 6265, 4.1.1.
        SecurityScheme.ApiKey { At: ParameterPlace.Cookie } when value.Any(c => c is ';' or ',' or '"' or '\\' or <= ' ' or > '~') =>
            "it has a character that a cookie cannot carry",
        SecurityScheme.ApiKey { At: ParameterPlace.Cookie } when scheme.Name.Any(c => c is ';' or ',' or '"' or '\\' or '=' or <= ' ' or > '~') =>
            "the scheme's cookie has a name that no cookie can have",
        _ => null,
    };

    static HttpCall WithHeader(HttpCall request, string name, string value) => request with { Headers = request.Headers.Add((name, value)) };

    static HttpCall WithQuery(HttpCall request, string name, string value)
    {
        var pair = $"{PercentEncoding.Strict(name)}={PercentEncoding.Strict(value)}";
        return request with { Uri = new Uri($"{request.Uri.AbsoluteUri}{(request.Uri.Query.Length > 0 ? '&' : '?')}{pair}") };
    }

    static HttpCall WithCookie(HttpCall request, string name, string value)
    {
        var known = request.Header(CookieHeader);
        var others = request.Headers.RemoveAll(header => header.Name.Equals(CookieHeader, StringComparison.OrdinalIgnoreCase));
        return request with { Headers = others.Add((CookieHeader, known is null ? $"{name}={value}" : $"{known}; {name}={value}")) };
    }

    static IEnumerable<string> Names(string pairs, char separator) => pairs
        .Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => Uri.UnescapeDataString(pair.Split('=', 2)[0].Replace('+', ' ')));
}
