using System.Collections.Immutable;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>The body that a step sends.</summary>
/// <param name="ContentType">Its media type; null: the operation's.</param>
/// <param name="Payload">The template of the body, for a structure; null when it is a text or there is none.</param>
/// <param name="Text">The template of the body, for a text; null when it is a structure or there is none.</param>
/// <param name="Replacements">Values to set at places of the body, in their order.</param>
public sealed record BodyPlan(
    string? ContentType,
    ValueTemplate? Payload,
    JsonTextTemplate? Text,
    ImmutableArray<ReplacementPlan> Replacements);
