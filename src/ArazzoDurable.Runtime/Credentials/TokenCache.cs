using System.Collections.Concurrent;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>Keeps tokens in memory until shortly before they expire. One request at a time asks for the same token. Thread-safe.</summary>
/// <param name="endpoint">Asks for them.</param>
/// <param name="time">The clock.</param>
public sealed class TokenCache(TokenEndpoint endpoint, TimeProvider time)
{
    /// <summary>How many tokens are kept; beyond, those that expire first are dropped and asked for anew.</summary>
    public const int Capacity = 256;

    readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>A token that can be used now.</summary>
    public async Task<TokenAnswer> GetAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (entries.Count >= Capacity)
            Drop();
        var entry = entries.GetOrAdd(request.Key(), static (_, credential) => new Entry(credential), request.Credential);
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            if (entry.Token is { } kept && time.GetUtcNow() < kept.Until)
                return kept;
            var answer = await endpoint.AskAsync(request, cancellationToken);
            entry.Token = answer as TokenAnswer.Issued;
            return answer;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Drops a token that was not accepted, unless another one has come in its place.</summary>
    public void Forget(TokenAnswer.Issued token)
    {
        foreach (var entry in entries.Values.Where(entry => ReferenceEquals(entry.Token, token)))
            entry.Token = null;
    }

    /// <summary>The tokens kept that were issued for a credential.</summary>
    public IEnumerable<string> TokensOf(Credential credential) => entries.Values
        .Where(entry => string.Equals(entry.Credential.Value, credential.Value, StringComparison.Ordinal))
        .Select(entry => entry.Token?.Token)
        .OfType<string>();

    // A quarter at a time, so that not every further token is a search. Those that live longest may still be echoed, and are masked.
    void Drop()
    {
        foreach (var (key, _) in entries.OrderBy(entry => entry.Value.Token?.Until ?? DateTimeOffset.MinValue).Take(Capacity / 4).ToList())
            entries.TryRemove(key, out _);
    }

    sealed class Entry(Credential credential)
    {
        // Never disposed: it holds nothing until somebody asks for its handle, which nobody does.
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Credential Credential { get; } = credential;

        public TokenAnswer.Issued? Token { get; set; }
    }
}
