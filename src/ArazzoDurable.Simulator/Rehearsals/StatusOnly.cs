using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>What a step that runs a workflow knows of the responses: the status of the last one.</summary>
/// <param name="Status">The status; null when there was no response.</param>
sealed record StatusOnly(int? Status) : IResponse
{
    /// <inheritdoc/>
    public bool HasBody => false;

    /// <inheritdoc/>
    public JsonNode? Body => null;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Headers => ImmutableDictionary<string, string>.Empty;
}
