using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>What a token is asked for with (RFC 6749, 4.4). It prints without the client's secret.</summary>
/// <param name="Name">What the credential is for.</param>
/// <param name="Credential">The credential: the client's id and secret.</param>
/// <param name="Url">The token endpoint.</param>
/// <param name="Scopes">The scopes that the token is to have.</param>
/// <param name="AllowedHosts">The private hosts that the run may call.</param>
public sealed record TokenRequest(CredentialName Name, Credential Credential, Uri Url, ImmutableArray<string> Scopes, HostAllowList AllowedHosts)
{
    /// <summary>What the request has in common with others that the same token serves.</summary>
    public string Key() => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', Scopes.Order(StringComparer.Ordinal).Prepend(Url.AbsoluteUri).Prepend(Credential.Value)))));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Origin.Of(Url)}";
}
