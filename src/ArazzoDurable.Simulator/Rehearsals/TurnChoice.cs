using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Which turns a step may take, each with its answer.</summary>
/// <param name="rules">Which turns are taken into account.</param>
sealed class TurnChoice(SearchRules rules)
{
    /// <summary>How often a loop is kept before it is left.</summary>
    internal const int LoopTurns = 2;

    /// <summary>The turns, the more natural first. Only one where the step has a loop that is still to be kept.</summary>
    internal IEnumerable<(Turn Turn, Draft Answer)> Of(Frame frame)
    {
        if (rules.Loops && frame.Kept.GetValueOrDefault(frame.Index) < LoopTurns && Loop(frame, isMeant: true) is { } loop)
            return [loop];
        return Forward(frame).Select(turn => (turn, Answer(frame, turn))).Where(pair => pair.Item2 is not null).Select(pair => (pair.turn, pair.Item2!));
    }

    /// <summary>A turn that goes back; null when the step has none.</summary>
    /// <param name="frame">Where the walk stands.</param>
    /// <param name="isMeant">Whether what a workflow does after any failure is left out: it is not there for this step.</param>
    internal (Turn Turn, Draft Answer)? Loop(Frame frame, bool isMeant)
    {
        foreach (var succeeds in ImmutableArray.Create(true, false))
        {
            foreach (var action in frame.Step.Actions(succeeds).Where(action => (action.IsOwn || succeeds || !isMeant) && action.ReEnters(frame.Index) && !frame.IsUsedUp(action)))
            {
                var turn = Turn.Of(frame.Step, succeeds, action, frame.IsUsedUp);
                if (Answer(frame, turn) is { } answer)
                    return (turn, answer);
            }
        }
        return null;
    }

    /// <summary>What later steps and those who wait for the workflow demand of the response of the present step.</summary>
    internal static ImmutableArray<Condition> Wishes(Frame frame) => [.. frame.Step.Wishes, .. CalleeWishes.OfResponse(frame)];

    static Draft? Answer(Frame frame, Turn turn) => TurnAnswer.Make(frame.Step, turn, frame.Surroundings, Wishes(frame), frame.Expected);

    IEnumerable<Turn> Forward(Frame frame)
    {
        var step = frame.Step;
        var onward = step.OnSuccess.Where(action => !action.ReEnters(step.Index)).ToList();
        foreach (var action in onward)
            yield return Turn.Of(step, true, action, frame.IsUsedUp);
        // A step whose actions only end the workflow goes on when none applies; one whose actions lead on is not meant to pass them over.
        if (rules.PassedActions || !onward.Exists(action => action.Action.Kind is ActionKind.Goto))
            yield return Turn.Of(step, true, null, frame.IsUsedUp);
        if (!rules.Failures)
            yield break;
        foreach (var action in step.OnFailure.Where(action => !action.ReEnters(step.Index)))
            yield return Turn.Of(step, false, action, frame.IsUsedUp);
        yield return Turn.Of(step, false, null, frame.IsUsedUp);
    }
}
