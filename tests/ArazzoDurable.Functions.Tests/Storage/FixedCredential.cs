using Azure.Core;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>An identity whose token is always the same.</summary>
sealed class FixedCredential(string token) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    /// <summary>What comes in place of the first tokens.</summary>
    public Queue<Exception> Failures { get; init; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.AddRange(requestContext.Scopes);
        return Failures.TryDequeue(out var failure) ? ValueTask.FromException<AccessToken>(failure) : ValueTask.FromResult(new AccessToken(token, DateTimeOffset.MaxValue));
    }
}
