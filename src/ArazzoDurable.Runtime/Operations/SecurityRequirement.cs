using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A scheme that a call has to be authorised by (OpenAPI 3.2, Security Requirement Object).</summary>
/// <param name="SchemeName">The scheme's name in its document.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Scopes">The scopes that a token must have; empty for schemes without scopes.</param>
public sealed record SecurityRequirement(string SchemeName, SecurityScheme Scheme, ImmutableArray<string> Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => SchemeName;
}
