using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A media type of a body (OpenAPI 3.2, Media Type Object).</summary>
/// <param name="MediaType">The media type as the document has it.</param>
/// <param name="Encodings">What the document says about single properties of a form or a multipart body, by name.</param>
public sealed record BodyContent(string MediaType, ImmutableDictionary<string, PropertyEncoding> Encodings)
{
    /// <summary>What the document says about the first parts of a multipart body, by position (OpenAPI 3.2, <c>prefixEncoding</c>).</summary>
    public ImmutableArray<PropertyEncoding> PartEncodings { get; init; } = [];

    /// <summary>What the document says about all other parts (OpenAPI 3.2, <c>itemEncoding</c>); null when nothing.</summary>
    public PropertyEncoding? ItemEncoding { get; init; }

    /// <summary>The schema of the body; null when there is none.</summary>
    public BodySchema? Schema { get; init; }
}
