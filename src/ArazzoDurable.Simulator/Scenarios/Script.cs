using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>What an operation answers, call by call.</summary>
/// <param name="Operation">The operation: <c>operationId</c>, <c>source.operationId</c> or <c>METHOD /path</c> with the path as the OpenAPI document writes it.</param>
/// <param name="Responses">The answers in their order, at least one.</param>
/// <param name="Location">Where it stands in the scenario file.</param>
public sealed record Script(string Operation, ImmutableArray<ScriptedResponse> Responses, Location Location = default)
{
    /// <summary>How closely this names <paramref name="operation"/>: 3 with its source, 2 by its id, 1 by its route, 0 not at all.</summary>
    internal int Closeness(Operation operation) =>
        operation.OperationId is { } id && Operation == $"{operation.Source}.{id}" ? 3
        : operation.OperationId == Operation ? 2
        : operation.Route == Operation ? 1
        : 0;

    /// <summary>The answer at <paramref name="position"/>, which counts the earlier ones, from 0.</summary>
    internal ScriptedResponse At(int position)
    {
        foreach (var response in Responses)
        {
            if (position < response.Times)
                return response;
            position -= response.Times;
        }
        return Responses[^1];
    }
}
