using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Documents;

/// <summary>A string of the document, and where it stands.</summary>
/// <param name="Value">The string.</param>
/// <param name="Location">Where it stands.</param>
public sealed record Text(string Value, Location Location)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
