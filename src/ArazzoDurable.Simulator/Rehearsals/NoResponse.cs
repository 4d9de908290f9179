using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>No response.</summary>
sealed class NoResponse : IResponse
{
    NoResponse()
    {
    }

    /// <summary>The only one.</summary>
    internal static NoResponse Instance { get; } = new();

    /// <inheritdoc/>
    public int? Status => null;

    /// <inheritdoc/>
    public bool HasBody => false;

    /// <inheritdoc/>
    public JsonNode? Body => null;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Headers => ImmutableDictionary<string, string>.Empty;
}
