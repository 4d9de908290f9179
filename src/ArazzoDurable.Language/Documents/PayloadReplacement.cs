namespace ArazzoDurable.Language.Documents;

/// <summary>A value to set at a place of the payload (Arazzo 1.0.1, Payload Replacement Object).</summary>
public sealed record PayloadReplacement : Element
{
    /// <summary>The place: a JSON Pointer, or an XPath for XML.</summary>
    public required Text Target { get; init; }

    /// <summary>How <see cref="Target"/> is to be read (1.1); null: by the media type.</summary>
    public ExpressionType? TargetSelectorType { get; init; }

    /// <summary>The value.</summary>
    public required NodeValue Value { get; init; }
}
