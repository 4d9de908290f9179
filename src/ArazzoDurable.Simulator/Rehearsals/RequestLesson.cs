using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;
using ArazzoDurable.Simulator.Requests;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Learns the inputs of a run from its requests: a value that the document says to be an input is that input.</summary>
static class RequestLesson
{
    /// <summary>How long the text of an input may be that is remembered.</summary>
    internal const int MaxLength = 65_536;

    /// <summary>Adds to <paramref name="inputs"/> what the request of a step tells of them.</summary>
    internal static void Learn(PlayedStep step, ReceivedRequest request, IReadOnlyDictionary<string, string> path, JsonObject inputs)
    {
        foreach (var parameter in step.Parameters)
        {
            if (Input(parameter.Value.Node) is { } name && Sent(parameter, request, path) is { } text)
                inputs[name] = JsonValue.Create(text);
        }
        if (step.Step.RequestBody?.Payload is { } payload && request.Body is { } body)
            Learn(payload.Node, body.Copy(), inputs);
    }

    static void Learn(Node written, JsonNode? sent, JsonObject inputs)
    {
        switch (written)
        {
            case Node.Scalar when Input(written) is { } name && sent is not null && sent.ToJsonString().Length <= MaxLength:
                inputs[name] = sent.DeepClone();
                break;
            case Node.Mapping mapping when sent is JsonObject members:
                foreach (var member in mapping.Members)
                    Learn(member.Value, members[member.Name], inputs);
                break;
        }
    }

    static string? Input(Node node) =>
        Values.Whole(node) is { Origin: Origin.Inputs, Path: [Segment.Name(var name)] } ? name : null;

    static string? Sent(Parameter parameter, ReceivedRequest request, IReadOnlyDictionary<string, string> path) => parameter.In switch
    {
        ParameterPlace.Path => path.GetValueOrDefault(parameter.Name),
        ParameterPlace.Query => request.Query.GetValueOrDefault(parameter.Name),
        ParameterPlace.Header => request.Headers.TryGetValue(parameter.Name, out var values) ? values.ToString() : null,
        _ => null,
    };
}
