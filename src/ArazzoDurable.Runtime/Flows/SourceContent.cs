using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>What the text of a source came to.</summary>
/// <param name="Root">The document; null when it is unreadable or none that a description can build on.</param>
/// <param name="Description">The document as a description; null when it is none.</param>
/// <param name="Self">Its own <c>$self</c>, as it is written; null when it has none.</param>
/// <param name="Diagnostics">What is to be said.</param>
sealed record SourceContent(JsonElement? Root, ArazzoDocument? Description, string? Self, IEnumerable<Diagnostic> Diagnostics);
