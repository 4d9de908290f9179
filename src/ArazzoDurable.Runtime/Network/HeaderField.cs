namespace ArazzoDurable.Runtime.Network;

/// <summary>A header of a request or response. It prints without its value, which may be a secret.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public readonly record struct HeaderField(string Name, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
