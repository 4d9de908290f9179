using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Channels;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds the operations that the steps of a description name (Arazzo 1.0.1, Step Object). Thread-safe.</summary>
public sealed class OperationResolver
{
    readonly OperationIdResolver ids;
    readonly OperationPathResolver paths;
    readonly ChannelResolver channels;

    /// <summary>Looks through these sources.</summary>
    /// <param name="document">The description.</param>
    /// <param name="sources">Those of its sources that were found.</param>
    /// <param name="dialect">How to read references that are not as the specification has them.</param>
    public OperationResolver(ArazzoDocument document, IEnumerable<SourceDocument> sources, Dialect dialect)
    {
        var lookup = new OperationLookup(document, sources, dialect);
        ids = new OperationIdResolver(lookup);
        paths = new OperationPathResolver(lookup, ids);
        channels = new ChannelResolver(lookup);
    }

    /// <summary>The operation or channel that a step names; null when it runs a workflow.</summary>
    public Resolution? Resolve(StepTarget target) => target switch
    {
        StepTarget.OperationId id => ids.Resolve(id.Reference),
        StepTarget.OperationPath path => paths.Resolve(path.Reference),
        StepTarget.ChannelPath channel => channels.Resolve(channel.Reference),
        _ => null,
    };
}
