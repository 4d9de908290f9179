using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A description whose workflows the simulated APIs are to lead to their ends.</summary>
public sealed record Rehearsal
{
    /// <summary>The description. It was read without errors.</summary>
    public required ArazzoDocument Document { get; init; }

    /// <summary>The workflow that will run; null: any of them.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Its inputs, an object; null: not known. What is not known is taken from the requests, or else made from its schema.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>How the description is read; null: by its version.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>Whether conditions are read as documents mean them.</summary>
    internal bool IsLenient => (Dialect ?? Document.Version.DefaultDialect) is Language.Dialect.Lenient;
}
