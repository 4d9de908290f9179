using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// The address of a flow: the SHA-256 of its canonical bytes. Written <c>sha256:</c> and 64 lower-case hexadecimal digits.
/// </summary>
public readonly record struct FlowId
{
    const string Prefix = "sha256:";
    const int Digits = 64;

    readonly string? digest;

    FlowId(string digest) => this.digest = digest;

    /// <summary>The 64 lower-case hexadecimal digits alone, fit for a file or blob name.</summary>
    public string Digest => digest ?? new string('0', Digits);

    /// <summary>The address of these bytes.</summary>
    public static FlowId Of(ReadOnlySpan<byte> canonical) => new(Convert.ToHexStringLower(SHA256.HashData(canonical)));

    /// <summary>Reads an id: with or without its prefix, in upper or lower case.</summary>
    /// <returns>Whether <paramref name="text"/> is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out FlowId id)
    {
        id = default;
        if (text is null)
            return false;
        var hex = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        if (hex.Length != Digits || !hex.All(char.IsAsciiHexDigit))
            return false;
        id = new FlowId(hex.ToLowerInvariant());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Prefix + Digest;
}
