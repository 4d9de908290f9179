using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>
/// Walks a workflow in thought, by the rules of the specification, with answers that the simulator makes: every way that the turns of the
/// steps open, until the best ending is known or the budget is used up.
/// </summary>
/// <param name="workflows">The workflows of all descriptions.</param>
/// <param name="rules">Which turns are taken into account.</param>
sealed class WalkSearch(ImmutableArray<PlayedWorkflow> workflows, SearchRules rules)
{
    /// <summary>How many visits one way may have.</summary>
    internal const int MaxVisits = 300;

    /// <summary>How many visits are thought through in all.</summary>
    internal const int MaxSearched = 2_000;

    /// <summary>How many workflows may be open at once.</summary>
    internal const int MaxDepth = 16;

    readonly TurnChoice turns = new(rules);
    readonly CalleeWishes wishes = new(rules);
    int searched;

    /// <summary>The best ending of a workflow with these inputs.</summary>
    internal Ending Explore(string workflowId, JsonObject inputs) =>
        Enter(null, Errand.None, workflowId, inputs, Trail.Start);

    Ending Enter(Frame? caller, Errand errand, string workflowId, JsonObject inputs, Trail trail)
    {
        var workflow = workflows.FirstOrDefault(workflow => workflow.Id == workflowId);
        if (workflow is null || caller?.Depth >= MaxDepth)
            return new Ending(EndingKind.Failed, trail);
        var given = RehearsedInputs.WithDefaults(workflow.Workflow, inputs);
        var frame = new Frame
        {
            Workflow = workflow,
            Entry = trail.Entries,
            Surroundings = new Surroundings { Inputs = given, IsLenient = workflow.Description.IsLenient, Workflow = workflow.Description.FindId, WorkflowOutputs = caller?.Surroundings.WorkflowOutputs ?? ImmutableDictionary<string, JsonObject>.Empty },
            Caller = caller is null ? null : caller with { Surroundings = caller.Surroundings with { WorkflowInputs = caller.Surroundings.WorkflowInputs.SetItem(workflowId, given) } },
            Errand = errand,
            Wishes = errand switch
            {
                Errand.Step => wishes.Of(caller!),
                Errand.Goto => caller!.Wishes,
                _ => [],
            },
        };
        return Begin(frame, trail with { Entries = trail.Entries + 1 });
    }

    Ending Begin(Frame frame, Trail trail)
    {
        if (frame.Dependencies == frame.Workflow.DependsOn.Length)
            return At(frame, trail);
        var next = frame.Workflow.DependsOn[frame.Dependencies];
        var begun = frame with { Dependencies = frame.Dependencies + 1 };
        return frame.Surroundings.WorkflowOutputs.ContainsKey(next)
            ? Begin(begun, trail)
            : Enter(begun, Errand.Dependency, next, SameNames(frame), trail);
    }

    Ending At(Frame frame, Trail trail)
    {
        if (trail.Count >= MaxVisits || ++searched > MaxSearched)
            return new Ending(EndingKind.Failed, trail);
        // A step that is come to too early fails without a call.
        if (!frame.Step.DependsOn.All(frame.Surroundings.StepOutputs.ContainsKey))
            return new Ending(EndingKind.Failed, trail);
        if (frame.Step.Callee is { } callee)
            return Enter(frame, Errand.Step, callee, InputsOf(frame, frame.Step.Parameters), trail);
        frame = frame with { Surroundings = PlannedRequest.Of(frame.Step, frame.Surroundings) };
        if (frame.Step.Operation is null || !CanBeSent(frame))
            return new Ending(EndingKind.Failed, trail);
        Ending? best = null;
        foreach (var (turn, answer) in turns.Of(frame))
        {
            best = Ending.Better(best, Take(frame, turn, answer, trail));
            if (searched > MaxSearched)
                break;
        }
        return best ?? (turns.Loop(frame, isMeant: false) is { } loop ? Endless(frame, loop, trail) : new Ending(EndingKind.Failed, trail));
    }

    Ending Take(Frame frame, Turn turn, Draft answer, Trail trail)
    {
        var (visited, after) = Visited(frame, turn, answer, trail);
        return Follow(visited, turn.Succeeds, turn.Action, after);
    }

    (Frame Frame, Trail Trail) Visited(Frame frame, Turn turn, Draft answer, Trail trail)
    {
        var visit = new Visit(frame.Workflow.Id, frame.Entry, frame.Step, turn, frame.Surroundings, answer) { Wishes = TurnChoice.Wishes(frame), Way = frame.Way };
        var outputs = Values.Of(frame.Step.Step.Outputs, new Scene(answer, frame.Surroundings));
        return (frame.WithOutputs(frame.Step.Step.StepId, outputs) with { Status = answer.Status }, trail.With(visit));
    }

    Ending Endless(Frame frame, (Turn Turn, Draft Answer) loop, Trail trail)
    {
        var target = loop.Turn.Action!.Target ?? frame.Index;
        var whole = Visited(frame, loop.Turn, loop.Answer, trail).Trail;
        var visits = whole.Visits();
        var back = visits.ToList().FindLastIndex(visit => visit.Entry == frame.Entry && visit.Step.Index == target);
        return new Ending(EndingKind.Endless, whole, Math.Max(0, back));
    }

    Ending Follow(Frame frame, bool succeeded, PlayedAction? action, Trail trail)
    {
        if (action is null)
            return succeeded && frame.Index + 1 < frame.Workflow.Steps.Length ? At(frame.At(frame.Index + 1), trail) : End(frame, succeeded ? EndingKind.Succeeded : EndingKind.Failed, trail);
        var kept = action.ReEnters(frame.Index) ? frame with { Kept = frame.Kept.SetItem(frame.Index, frame.Kept.GetValueOrDefault(frame.Index) + 1) } : frame;
        return action.Action.Kind switch
        {
            ActionKind.End => End(frame, succeeded ? EndingKind.Succeeded : EndingKind.Ended, trail),
            ActionKind.Retry => Retry(kept, action, trail),
            _ when action.Target is { } target => At(kept.At(target), trail),
            _ when action.Workflow is { } other => Enter(frame, Errand.Goto, other, InputsOf(frame, action.Action.Parameters), trail),
            _ => new Ending(EndingKind.Failed, trail),
        };
    }

    Ending Retry(Frame frame, PlayedAction action, Trail trail)
    {
        var again = frame with { Retries = frame.Retries.SetItem(action.Action.Name, frame.Retries.GetValueOrDefault(action.Action.Name) + 1) };
        if (action.Workflow is { } first)
            return Enter(again, Errand.Detour, first, InputsOf(frame, action.Action.Parameters), trail);
        if (action.Target is not { } target || target == frame.Index)
            return At(again, trail);
        var detour = frame with { Index = target };
        if (detour.Step.Callee is { } callee)
            return Enter(again, Errand.Detour, callee, InputsOf(detour, detour.Step.Parameters), trail);
        var turn = Turn.Detour(detour.Step);
        if (detour.Step.Operation is null || TurnAnswer.Make(detour.Step, turn, detour.Surroundings, detour.Step.Wishes) is not { } answer)
            return new Ending(EndingKind.Failed, trail);
        var (visited, after) = Visited(detour, turn, answer, trail);
        return At(again with { Surroundings = visited.Surroundings }, after);
    }

    Ending End(Frame frame, EndingKind kind, Trail trail)
    {
        if (frame.Caller is not { } caller)
            return new Ending(kind, trail);
        var outputs = Values.Of(frame.Workflow.Workflow.Outputs, new Scene(NoResponse.Instance, frame.Surroundings));
        return Return(frame, caller, kind, outputs, trail);
    }

    Ending Return(Frame frame, Frame caller, EndingKind kind, JsonObject outputs, Trail trail)
    {
        var back = caller with
        {
            Status = frame.Status,
            Surroundings = caller.Surroundings with
            {
                WorkflowOutputs = caller.Surroundings.WorkflowOutputs.SetItem(frame.Workflow.Id, outputs),
                Outputs = outputs,
            },
        };
        return frame.Errand switch
        {
            Errand.Step => Judge(back, kind is EndingKind.Succeeded, trail),
            Errand.Detour => At(back, trail),
            Errand.Dependency when kind is EndingKind.Succeeded => Begin(back, trail),
            // One way: the workflow that was gone to ends in the place of this one.
            Errand.Goto when caller.Caller is { } outer => Return(caller, outer, kind, outputs, trail),
            _ => new Ending(kind, trail),
        };
    }

    // A workflow has ended, and what its step comes to is no longer open.
    Ending Judge(Frame frame, bool succeeded, Trail trail)
    {
        var scene = new Scene(new StatusOnly(frame.Status), frame.Surroundings);
        var kept = frame.WithOutputs(frame.Step.Step.StepId, Values.Of(frame.Step.Step.Outputs, scene));
        scene = scene with { Surroundings = kept.Surroundings };
        var success = frame.Step.Success is { } condition ? scene.Judge(condition) : succeeded;
        var action = frame.Step.Actions(success).FirstOrDefault(action => !frame.IsUsedUp(action) && scene.Judge(action.Criteria));
        return Follow(kept, success, action, trail);
    }

    // Without a value for its path a call is not made.
    static bool CanBeSent(Frame frame)
    {
        var path = frame.Surroundings.Request["path"]!.AsObject();
        return frame.Step.Parameters.Where(parameter => parameter.In is ParameterPlace.Path).All(parameter => path.ContainsKey(parameter.Name));
    }

    JsonObject InputsOf(Frame frame, ImmutableArray<Parameter> parameters)
    {
        var inputs = parameters.Where(parameter => parameter.In is ParameterPlace.Input).ToList();
        return inputs.Count == 0 ? SameNames(frame) : Values.Of(inputs, new Scene(NoResponse.Instance, frame.Surroundings));
    }

    static JsonObject SameNames(Frame frame) => (JsonObject)frame.Surroundings.Inputs.DeepClone();
}
