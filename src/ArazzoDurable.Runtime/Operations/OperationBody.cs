using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What an operation accepts as a body (OpenAPI 3.2, Request Body Object).</summary>
/// <param name="Required">Whether a call must carry one.</param>
/// <param name="Content">The media types, in the order of the document.</param>
public sealed record OperationBody(bool Required, ImmutableArray<BodyContent> Content)
{
    /// <summary>The media type to send when nobody asks for another: a JSON one if there is one, else the first; null when none is declared.</summary>
    public string? DefaultMediaType =>
        (Content.FirstOrDefault(content => MediaTypes.Essence(content.MediaType) == MediaTypes.Json)
            ?? Content.FirstOrDefault(content => MediaTypes.IsJson(content.MediaType))
            ?? Content.FirstOrDefault())?.MediaType;

    /// <summary>
    /// What the document says about this media type, parameters such as <c>charset</c> aside, be it by a range that it is in; null when it
    /// says nothing.
    /// </summary>
    public BodyContent? For(string mediaType) =>
        Content.FirstOrDefault(content => MediaTypes.Essence(content.MediaType) == MediaTypes.Essence(mediaType))
            ?? Content.FirstOrDefault(content => MediaTypes.IsIn(mediaType, content.MediaType));
}
