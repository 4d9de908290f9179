using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Client.Runs;

/// <summary>What a submit changes of its flow, for one run.</summary>
public sealed record RunOverrides
{
    /// <summary>By source, or by the path of a source's source: the URL to call in place of its server. Null: none.</summary>
    public ImmutableSortedDictionary<string, string>? Servers { get; init; }

    /// <summary>How loops are paced. The API does not take <see cref="PollingOverride.Constant"/>. Null: as the flow says.</summary>
    public PollingOverride? Polling { get; init; }

    /// <summary>By <c>stepId</c> or <c>workflowId/stepId</c>: a merge patch (RFC 7396) of the Step Object. Null: none.</summary>
    public ImmutableSortedDictionary<string, JsonElement>? Steps { get; init; }

    /// <summary>Overrides that have one source called at another URL.</summary>
    public static RunOverrides WithServer(string source, string url) =>
        new() { Servers = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(source, url) };
}
