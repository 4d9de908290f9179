using Azure.Core;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>An identity whose token is always the same.</summary>
sealed class FixedCredential(string token) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.AddRange(requestContext.Scopes);
        return ValueTask.FromResult(new AccessToken(token, DateTimeOffset.MaxValue));
    }
}
