using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents;

/// <summary>A value that may be a constant, hold runtime expressions at any depth, or be a Selector Object; not yet interpreted.</summary>
/// <param name="Node">The value as it is written.</param>
/// <param name="Location">Where it stands.</param>
public sealed record NodeValue(Node Node, Location Location);
