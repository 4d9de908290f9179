using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>What came of bundling a description with its sources.</summary>
/// <param name="Bundle">The flow; null when the description itself cannot be read, which the diagnostics explain.</param>
/// <param name="Document">The description; null when there is nothing to look at.</param>
/// <param name="Sources">The documents that were found, in the order of the descriptions; those of nested sources by their paths.</param>
/// <param name="Diagnostics">What is to be said. A source that was not found is a warning, an unreadable one an error.</param>
public sealed record BundleResult(
    FlowBundle? Bundle, ArazzoDocument? Document, ImmutableArray<LocatedSource> Sources, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The descriptions of the flow by their paths: the root's is empty, that of a source is the names that lead to it, such as <c>lib/inner</c>.</summary>
    public ImmutableSortedDictionary<string, ArazzoDocument> Descriptions { get; init; } = ImmutableSortedDictionary.Create<string, ArazzoDocument>(StringComparer.Ordinal);
}
