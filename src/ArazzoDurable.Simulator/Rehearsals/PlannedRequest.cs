using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Foresees what the request of a step will have.</summary>
static class PlannedRequest
{
    /// <summary>The surroundings with the request of <paramref name="step"/>.</summary>
    internal static Surroundings Of(PlayedStep step, Surroundings surroundings)
    {
        var scene = new Scene(NoResponse.Instance, surroundings);
        return surroundings with
        {
            Method = step.Operation?.Method ?? "",
            Request = ImmutableDictionary.CreateRange<string, JsonNode?>(
            [
                new("path", Part(ParameterPlace.Path)),
                new("query", Part(ParameterPlace.Query)),
                new("header", Part(ParameterPlace.Header)),
                new("body", step.Step.RequestBody?.Payload is { } payload ? Values.Of(payload.Node, scene) : null),
            ]),
        };

        JsonObject Part(ParameterPlace place) => Values.Of(step.Parameters.Where(parameter => parameter.In == place), scene);
    }
}
