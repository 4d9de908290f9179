using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Validate;

/// <summary>A description that was checked.</summary>
/// <param name="File">Its path, as it is shown.</param>
/// <param name="Sources">The documents of its sources.</param>
/// <param name="Diagnostics">What is to be said: first of the description in the order of its text, then of each source.</param>
sealed record CheckedDocument(string File, ImmutableArray<LocatedSource> Sources, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The sources that the description names; null when it cannot be read.</summary>
    public FlowSources? Names { get; init; }

    /// <summary>The file in which a diagnostic stands, as it is shown.</summary>
    public string FileOf(Diagnostic diagnostic) =>
        diagnostic.Source is { } name && Sources.FirstOrDefault(source => source.Name == name) is { } found ? ShownPath.Of(found.Origin) : File;
}
