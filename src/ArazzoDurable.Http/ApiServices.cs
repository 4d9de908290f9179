using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http;

/// <summary>What the API stands on; a host supplies it.</summary>
/// <param name="Runs">Submits runs and tells of them.</param>
/// <param name="Flows">The flows.</param>
/// <param name="Instances">The host's instances.</param>
/// <param name="Time">The clock that waits are measured by.</param>
/// <param name="Failed">Is told every exception that is answered with 500, since the answer tells nothing of it.</param>
public sealed record ApiServices(RunService Runs, IFlowStore Flows, IInstances Instances, TimeProvider Time, Action<Exception> Failed)
{
    /// <summary>The values that clients store by their content.</summary>
    public required BlobStore Blobs { get; init; }

    /// <summary>What may be done to instances through the built-in endpoint of Durable Functions.</summary>
    /// <value>Null: the API has no such endpoint, because the host's platform brings it.</value>
    public IInstanceAdministration? Administration { get; init; }
}
