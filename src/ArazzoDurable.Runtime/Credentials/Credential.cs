using System.Collections.Immutable;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>A credential, and where it may go. It prints without its value.</summary>
/// <param name="value">The value, in clear.</param>
/// <param name="origins">The only origins that it may be sent to; empty: those of the flow's servers.</param>
public sealed class Credential(string value, ImmutableArray<Origin> origins)
{
    readonly SecretScrubber secrets = CredentialText.Secrets(value);

    /// <summary>The value, in clear.</summary>
    public string Value { get; } = value;

    /// <summary>The only origins that it may be sent to; empty: those of the flow's servers.</summary>
    public ImmutableArray<Origin> Origins { get; } = origins;

    /// <summary>Whether it may be sent to this URL, as far as its own origins say.</summary>
    public bool MayGoTo(Uri url) => Origins.IsEmpty || Origins.Contains(Origin.Of(url));

    /// <summary>Whether it is in a text, in one of the forms that <see cref="SecretScrubber"/> knows.</summary>
    public bool IsIn(string text) => secrets.IsIn(text);

    /// <inheritdoc/>
    public override string ToString() => Sealer.MaskText;
}
