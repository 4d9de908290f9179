using System.Collections.Immutable;

namespace ArazzoDurable.Language.Documents;

/// <summary>The body that a step sends (Arazzo 1.0.1, Request Body Object).</summary>
public sealed record RequestBody : Element
{
    /// <summary>Its media type; null: the operation's.</summary>
    public Text? ContentType { get; init; }

    /// <summary>The body, a template; null when there is none.</summary>
    public NodeValue? Payload { get; init; }

    /// <summary>What to put in place of parts of the payload.</summary>
    public ImmutableArray<PayloadReplacement> Replacements { get; init; } = [];
}
