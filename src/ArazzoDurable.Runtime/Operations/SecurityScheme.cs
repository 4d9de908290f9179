using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A way to authorise a call (OpenAPI 3.2, Security Scheme Object; OpenAPI 2.0, Security Scheme Object).</summary>
public abstract record SecurityScheme
{
    private protected SecurityScheme()
    {
    }

    /// <summary>A key in a header, the query or a cookie.</summary>
    /// <param name="At">Where it goes.</param>
    /// <param name="Key">The name that it goes by.</param>
    public sealed record ApiKey(ParameterPlace At, string Key) : SecurityScheme
    {
        /// <inheritdoc/>
        public override ParameterPlace In => At;

        /// <inheritdoc/>
        public override string Name => Key;
    }

    /// <summary>A user's name and password (RFC 7617).</summary>
    public sealed record Basic : SecurityScheme;

    /// <summary>A token (RFC 6750).</summary>
    public sealed record Bearer : SecurityScheme;

    /// <summary>A token by OpenID Connect. How it is had is not followed: the token itself is given.</summary>
    public sealed record OpenIdConnect : SecurityScheme;

    /// <summary>A token by OAuth 2.0.</summary>
    /// <param name="TokenUrl">Where a client gets one for its own id and secret (RFC 6749, 4.4), absolute or relative to the server; null when it cannot.</param>
    public sealed record OAuth2(string? TokenUrl) : SecurityScheme;

    /// <summary>One that cannot be applied.</summary>
    /// <param name="Why">What it is, such as <c>type 'mutualTLS'</c>.</param>
    public sealed record Unsupported(string Why) : SecurityScheme;

    /// <summary>Where the credential goes.</summary>
    public virtual ParameterPlace In => ParameterPlace.Header;

    /// <summary>The name of the header, query parameter or cookie that carries the credential.</summary>
    public virtual string Name => "Authorization";
}
