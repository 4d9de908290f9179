using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Finds what later steps demand of the outputs of a step for their own success: only its response can see to that.</summary>
static class WishFinder
{
    /// <summary>The demands on the outputs of <paramref name="step"/>, as conditions of its response.</summary>
    internal static ImmutableArray<Condition> Find(Step step, IEnumerable<PlayedStep> steps) =>
    [
        .. steps.Select(other => other.Success).OfType<Condition>().SelectMany(ConditionParts.Conjuncts)
            .Where(condition => IsAbout(condition, step)).Select(condition => ConditionParts.Moved(condition, place => Response(place, step) ?? place)),
    ];

    static bool IsAbout(Condition condition, Step step)
    {
        var places = ConditionParts.Places(condition).ToList();
        return places.Exists(place => Response(place, step) is not null)
            && places.TrueForAll(place => place.Origin is Origin.Inputs || Response(place, step) is not null);
    }

    static Place? Response(Place place, Step step) =>
        place is { Origin: Origin.StepOutputs(var id), Path: [Segment.Name(var name), .. var rest] } && id == step.StepId
        && step.Outputs.FirstOrDefault(output => output.Name == name) is { } output && Values.Whole(output.Value) is { Origin: Origin.Body or Origin.Header } read
            ? read.Then(rest)
            : null;
}
