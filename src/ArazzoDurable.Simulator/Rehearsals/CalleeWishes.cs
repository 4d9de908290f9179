using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>
/// Finds what the steps that run a workflow demand of its outputs, for the turns that they are to take: only the responses in that workflow
/// can see to it.
/// </summary>
/// <param name="rules">Which turns are taken into account.</param>
sealed class CalleeWishes(SearchRules rules)
{
    /// <summary>The demands of the present step of <paramref name="caller"/>, and of those who wait for its workflow, as conditions of the outputs of the workflow that the step runs.</summary>
    internal ImmutableArray<Condition> Of(Frame caller)
    {
        var scene = new Scene(NoResponse.Instance, caller.Surroundings);
        var own = Wanted(caller).Wanted.SelectMany(ConditionParts.Conjuncts)
            .Select(condition => ConditionParts.Bound(condition, place => place.Origin is Origin.Outputs ? null : scene.Value(place)));
        return [.. own.Concat(Moved(caller)).Where(IsAboutOutputs)];
    }

    /// <summary>The demands of those who wait for the workflow, as conditions of the response of its present step.</summary>
    internal static ImmutableArray<Condition> OfResponse(Frame frame) =>
        [.. Moved(frame).Where(condition => ConditionParts.Places(condition).All(place => place.Origin is Origin.Body or Origin.Header))];

    // The same turns as those of a call: loops are kept at first, then the step leads on.
    Turn Wanted(Frame frame)
    {
        var step = frame.Step;
        foreach (var succeeds in ImmutableArray.Create(true, false))
        {
            var loop = step.Actions(succeeds).FirstOrDefault(action => (action.IsOwn || succeeds) && action.ReEnters(step.Index) && !frame.IsUsedUp(action));
            if (rules.Loops && loop is not null && frame.Kept.GetValueOrDefault(frame.Index) < TurnChoice.LoopTurns)
                return Turn.Of(step, succeeds, loop, frame.IsUsedUp);
        }
        var onward = step.OnSuccess.FirstOrDefault(action => !action.ReEnters(step.Index) && action.Action.Kind is ActionKind.Goto);
        return Turn.Of(step, true, onward, frame.IsUsedUp);
    }

    static IEnumerable<Condition> Moved(Frame frame) => frame.Wishes.Select(wish => ConditionParts.Moved(wish, place => Source(place, frame) ?? place));

    static bool IsAboutOutputs(Condition condition)
    {
        var places = ConditionParts.Places(condition).ToList();
        return places.Count > 0 && places.TrueForAll(place => place.Origin is Origin.Outputs);
    }

    // What an output of the workflow is read from, if it is an output of the present step.
    static Place? Source(Place place, Frame frame)
    {
        if (place is not { Origin: Origin.Outputs, Path: [Segment.Name(var name), .. var rest] }
            || Read(frame.Workflow.Workflow.Outputs, name) is not { Origin: Origin.StepOutputs(var stepId), Path: [Segment.Name(var output), .. var path] }
            || stepId != frame.Step.Step.StepId)
        {
            return null;
        }
        return Read(frame.Step.Step.Outputs, output)?.Then(path).Then(rest);
    }

    static Place? Read(ImmutableArray<NamedValue> outputs, string name) =>
        outputs.FirstOrDefault(output => output.Name == name) is { } output ? Values.Whole(output.Value) : null;
}
