using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A description whose sources are being gathered.</summary>
/// <param name="Path">Where it stands in the flow: the names that lead to it; empty for the root.</param>
/// <param name="Document">The description.</param>
/// <param name="Origin">Where it was read; null when that is not known.</param>
sealed record OpenDescription(string Path, ArazzoDocument Document, Uri? Origin)
{
    /// <summary>
    /// What its relative URLs are relative to: its own <c>$self</c>, which in turn may be relative to where it was read; else where it was
    /// read (Arazzo 1.1.0, Base URI). Null when that is not known.
    /// </summary>
    public Uri? Base { get; } = Document.Self is { } self ? UriReference.Resolve(Origin, self.Value) ?? Origin : Origin;

    /// <summary>Its own identity; null when it has none that is absolute.</summary>
    public Uri? Self => Document.Self is null ? null : Base;

    /// <summary>Its source descriptions, each name once.</summary>
    public IEnumerable<WantedSource> Sources => Document.SourceDescriptions
        .DistinctBy(source => source.Name, StringComparer.Ordinal)
        .Select(source => new WantedSource(this, source));
}
