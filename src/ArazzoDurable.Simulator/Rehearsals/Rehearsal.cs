using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A description whose workflows the simulated APIs are to lead to their ends.</summary>
public sealed record Rehearsal
{
    /// <summary>The description. It was read without errors.</summary>
    public required ArazzoDocument Document { get; init; }

    /// <summary>
    /// The descriptions among its sources and theirs, by the names that lead to them, such as <c>lib/inner</c>; of the empty path, which is
    /// <see cref="Document"/> itself, nothing is read. Default: none.
    /// </summary>
    public ImmutableSortedDictionary<string, ArazzoDocument> Descriptions { get; init; } = ImmutableSortedDictionary.Create<string, ArazzoDocument>(StringComparer.Ordinal);

    /// <summary>Where the documents stand of those sources that share one with another source: the other's path, by the source's own. Default: each stands for itself.</summary>
    public ImmutableSortedDictionary<string, string> Shared { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The workflow that will run, one of <see cref="Document"/>; null: any of them.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Its inputs, an object; null: not known. What is not known is taken from the requests, or else made from its schema.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>How all descriptions are read; null: each by its version.</summary>
    public Dialect? Dialect { get; init; }
}
