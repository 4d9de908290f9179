namespace ArazzoDurable.Runtime.Operations;

/// <summary>How a property of a form or a multipart body is encoded (OpenAPI 3.2, Encoding Object).</summary>
/// <param name="ContentType">The media type of the property; null when not given.</param>
/// <param name="Format">How it is spelled in a form; null when the document gives no style, so that the defaults of forms hold.</param>
public sealed record PropertyEncoding(string? ContentType, ValueFormat? Format);
