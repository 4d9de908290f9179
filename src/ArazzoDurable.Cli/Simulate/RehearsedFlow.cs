using System.Collections.Immutable;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Cli.Simulate;

/// <summary>Hands a flow to the simulator, which knows documents only.</summary>
static class RehearsedFlow
{
    /// <summary>The rehearsal of any workflow of a flow that was read without errors.</summary>
    public static Rehearsal Of(BundleResult flow) => new()
    {
        Document = flow.Document!,
        Descriptions = flow.Descriptions,
        Shared = flow.Bundle!.Sources.Keys.Select(path => KeyValuePair.Create(path, flow.Bundle.Locate(path)))
            .Where(entry => entry.Value is not null && entry.Value != entry.Key)
            .ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal),
    };
}
