using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>How a property of a form, or a part of a multipart body, is encoded (OpenAPI 3.2, Encoding Object).</summary>
/// <param name="ContentType">The media type of the property; null when not given.</param>
/// <param name="Format">How it is spelled; null when the document gives no style, so that the defaults of forms hold.</param>
public sealed record PropertyEncoding(string? ContentType, ValueFormat? Format)
{
    /// <summary>The headers of its parts whose value the document itself fixes: by <c>const</c>, <c>default</c> or an <c>enum</c> of one.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}
