using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds the operations that the steps of a description name (Arazzo 1.0.1, Step Object). Thread-safe.</summary>
public sealed class OperationResolver
{
    readonly OperationIdResolver ids;
    readonly OperationPathResolver paths;

    /// <summary>Looks through these sources.</summary>
    /// <param name="document">The description.</param>
    /// <param name="sources">Those of its sources that were found.</param>
    /// <param name="dialect">How to read references that are not as the specification has them.</param>
    public OperationResolver(ArazzoDocument document, IEnumerable<SourceDocument> sources, Dialect dialect)
    {
        var lookup = new OperationLookup(document, sources, dialect);
        ids = new OperationIdResolver(lookup);
        paths = new OperationPathResolver(lookup, ids);
    }

    /// <summary>The operation that a step calls; null when it calls a workflow or a channel.</summary>
    public Resolution? Resolve(StepTarget target) => target switch
    {
        StepTarget.OperationId id => ids.Resolve(id.Reference),
        StepTarget.OperationPath path => paths.Resolve(path.Reference),
        _ => null,
    };
}
