using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Validation;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Http.Flows;

/// <summary>A flow that was sent, and all that is to be said about it.</summary>
/// <param name="Bundle">The flow; null when there is none to speak of.</param>
/// <param name="Document">Its description; null when it is none.</param>
/// <param name="Diagnostics">What is to be said: first of the description, then of the sources, each in the order of its text.</param>
sealed record FlowReview(FlowBundle? Bundle, ArazzoDocument? Document, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the flow cannot run as it stands.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error);

    public static FlowReview Of(BundleResult result)
    {
        if (result is not { Bundle: { } bundle, Document: { } document })
            return new FlowReview(null, null, result.Diagnostics);
        var diagnostics = result.Diagnostics.AddRange(result.Descriptions.SelectMany(Validate));
        // What stands in a description with errors is not to be relied on; its operations are looked at once it has none.
        if (!diagnostics.Any(diagnostic => diagnostic.Severity is Severity.Error))
            diagnostics = result.Diagnostics.AddRange(FlowCompiler.Compile(bundle, result.Descriptions, dialect: null).Diagnostics);
        return new FlowReview(bundle, document, [.. diagnostics.Distinct()
            .OrderBy(diagnostic => diagnostic.Source, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.Mark.Line)
            .ThenBy(diagnostic => diagnostic.Location.Mark.Column)]);
    }
    static IEnumerable<Diagnostic> Validate(KeyValuePair<string, ArazzoDocument> description) =>
        DescriptionValidator.Validate(description.Value, description.Value.Version.DefaultDialect)
            .Select(diagnostic => description.Key.Length == 0 ? diagnostic : diagnostic with { Source = description.Key });
}
