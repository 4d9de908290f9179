using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>A flow with patched steps, made ready to walk. It keeps the id of the flow that it was made of.</summary>
/// <param name="Plan">The plan; null when there are errors.</param>
/// <param name="Errors">What is wrong with the patched descriptions; pointers are into them.</param>
sealed record PatchedFlow(FlowPlan? Plan, ImmutableArray<Diagnostic> Errors)
{
    /// <summary>Patches a flow and compiles it anew.</summary>
    /// <param name="bundle">The flow.</param>
    /// <param name="plan">Its plan without patches.</param>
    /// <param name="dialect">How to read it; null: by its version.</param>
    /// <param name="patches">The patches.</param>
    public static PatchedFlow Compile(FlowBundle bundle, FlowPlan plan, Dialect? dialect, ImmutableArray<StepPatch> patches)
    {
        var documents = plan.Descriptions.ToDictionary(description => description.Path, description => description.Document, StringComparer.Ordinal);
        var errors = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var description in patches.GroupBy(patch => patch.Path, StringComparer.Ordinal))
        {
            var patched = MergePatch.ApplyAt(bundle.Document(description.Key), [.. description.Select(patch => (patch.Place.Tokens, patch.Value))]);
            bundle = bundle.With(description.Key, patched);
            var read = ArazzoReader.Read(RunValues.Bytes(patched));
            errors.AddRange(ErrorsOf(read.Diagnostics).Select(error => description.Key.Length == 0 ? error : error with { Source = description.Key }));
            if (read.Document is { } document)
                documents[description.Key] = document;
        }
        if (errors.Count > 0)
            return new PatchedFlow(null, errors.ToImmutable());
        var compiled = FlowCompiler.Compile(bundle, documents, dialect);
        return ErrorsOf(compiled.Diagnostics).ToImmutableArray() is { IsEmpty: false } wrong ? new PatchedFlow(null, wrong) : new PatchedFlow(compiled, []);
    }

    static IEnumerable<Diagnostic> ErrorsOf(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error);
}
