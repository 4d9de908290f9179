using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A media type of a body (OpenAPI 3.2, Media Type Object).</summary>
/// <param name="MediaType">The media type as the document has it.</param>
/// <param name="Encodings">What the document says about single properties of a form or a multipart body, by name.</param>
public sealed record BodyContent(string MediaType, ImmutableDictionary<string, PropertyEncoding> Encodings);
