using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What a text was read as.</summary>
/// <param name="Root">The value; null when the text is not readable or goes beyond a limit.</param>
/// <param name="Diagnostics">What is to be said about the text.</param>
public sealed record SyntaxResult(Node? Root, ImmutableArray<Diagnostic> Diagnostics);
