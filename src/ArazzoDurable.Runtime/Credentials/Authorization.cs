using System.Collections.Immutable;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>What came of putting credentials on a request.</summary>
abstract record Authorization
{
    Authorization()
    {
    }

    /// <summary>The request can be sent. It prints without the request, which holds the credentials.</summary>
    /// <param name="Call">The request with its credentials, as far as there are any.</param>
    /// <param name="Hint">What to add to a refusal by the called side (401 or 403); null when there is nothing to add.</param>
    /// <param name="Tokens">The tokens on it that were issued for a client's id and secret.</param>
    public sealed record Ready(HttpCall Call, string? Hint, ImmutableArray<TokenAnswer.Issued> Tokens) : Authorization
    {
        /// <inheritdoc/>
        public override string ToString() => Hint ?? "";
    }

    /// <summary>The request must not be sent, or not now.</summary>
    /// <param name="Result">What the attempt comes to.</param>
    public sealed record Denied(StepResult Result) : Authorization;
}
