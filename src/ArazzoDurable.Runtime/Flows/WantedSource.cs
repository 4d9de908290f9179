using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>A source that a description names.</summary>
/// <param name="Owner">The description.</param>
/// <param name="Source">What it says of the source.</param>
sealed record WantedSource(OpenDescription Owner, SourceDescription Source)
{
    /// <summary>Where the source stands in the flow.</summary>
    public string Path { get; } = SourcePath.Of(Owner.Path, Source.Name);

    /// <summary>The URL that it is named by, resolved; null when it is relative and nothing says to what.</summary>
    public Uri? Url { get; } = UriReference.Resolve(Owner.Base, Source.Url.Value);

    /// <summary>A diagnostic that stands in the description.</summary>
    public Diagnostic Said(Diagnostic diagnostic) => Owner.Path.Length == 0 ? diagnostic : diagnostic with { Source = Owner.Path };
}
