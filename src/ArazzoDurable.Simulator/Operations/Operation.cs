using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>An operation of an OpenAPI document.</summary>
/// <param name="Source">The name of the document's source.</param>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Path">Its path.</param>
/// <param name="OperationId">Its id, if it has one.</param>
/// <param name="Required">The parameters that a request cannot do without; those of the path are not among them.</param>
/// <param name="BodyRequired">Whether a request must have a body.</param>
/// <param name="Responses">The Responses Object.</param>
/// <param name="Document">The whole document, in which references are followed.</param>
sealed record Operation(
    string Source,
    string Method,
    PathTemplate Path,
    string? OperationId,
    ImmutableArray<RequiredParameter> Required,
    bool BodyRequired,
    JsonElement? Responses,
    JsonElement Document)
{
    /// <summary>The Parameter Objects, references followed.</summary>
    internal ImmutableArray<JsonElement> Parameters { get; init; } = [];

    /// <summary>The schema of the body, JSON first; null when none is described.</summary>
    internal JsonElement? RequestSchema { get; init; }

    /// <summary>Whether a request cannot do without the parameter.</summary>
    internal bool Requires(Parameter parameter) => Required.Any(required =>
        required.Name == parameter.Name && string.Equals(required.In, parameter.In.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The method and the path as written.</summary>
    internal string Route { get; } = $"{Method} {Path.Text}";

    /// <summary>What tells it from all operations of all sources.</summary>
    internal string Key { get; } = $"{Source} {Method} {Path.Text}";

    /// <summary>What people call it: its id, or else its route.</summary>
    internal string Name => OperationId ?? Route;
}
