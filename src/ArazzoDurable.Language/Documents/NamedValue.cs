using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents;

/// <summary>A named output of a step or a workflow: a runtime expression or (1.1) a Selector Object.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Value">The value as it is written.</param>
/// <param name="Location">Where it stands.</param>
public sealed record NamedValue(string Name, Node Value, Location Location);
