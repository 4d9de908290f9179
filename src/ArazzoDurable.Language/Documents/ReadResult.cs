using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents;

/// <summary>What a text was read as.</summary>
/// <param name="Document">
/// The description; null when there is nothing to look at: the text is not readable, is no object, follows no known version or has no
/// workflow. A description that was read with errors has empty strings in place of what is missing: it can be looked at, not run.
/// </param>
/// <param name="Root">The values of the text; null when it is not readable.</param>
/// <param name="Diagnostics">What is to be said, in the order of the text.</param>
public sealed record ReadResult(ArazzoDocument? Document, Node? Root, ImmutableArray<Diagnostic> Diagnostics);
