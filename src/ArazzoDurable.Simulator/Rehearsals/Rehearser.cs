using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Operations;
using ArazzoDurable.Simulator.Requests;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>
/// Answers the calls of runs along the plans of their workflows. A call belongs to the oldest run that expects it next, else to a new run
/// of a workflow that begins with it, else to a run that comes to it later. Not safe for several threads.
/// </summary>
sealed class Rehearser
{
    /// <summary>How many runs are followed at once; beyond, the oldest is forgotten.</summary>
    internal const int MaxSessions = 1_000;

    readonly Rehearsal rehearsal;
    readonly Lazy<ImmutableArray<RehearsalPlan>> plans;
    readonly List<Session> sessions = [];

    internal Rehearser(Rehearsal rehearsal, IEnumerable<Operation> operations)
    {
        this.rehearsal = rehearsal;
        plans = new Lazy<ImmutableArray<RehearsalPlan>>(() => Plans(rehearsal, operations), isThreadSafe: false);
    }

    /// <summary>The answer to a call; null when no workflow makes it.</summary>
    internal Answer? Next(RouteMatch match, ReceivedRequest request)
    {
        var operation = match.Operation.Key;
        if (Session(operation) is not { } session)
            return null;
        var answer = session.Answer(operation, request, match.PathValues).ToAnswer();
        if (session.IsOver)
            sessions.Remove(session);
        return answer;
    }

    Session? Session(string operation) =>
        sessions.Find(session => session.Expects(operation))
        ?? Begun(operation, session => session.Expects(operation))
        ?? sessions.Find(session => session.Next(operation) is not null)
        ?? Begun(operation, session => session.Next(operation) is not null);

    Session? Begun(string operation, Func<Session, bool> isWanted)
    {
        var begun = plans.Value.Select(plan => new Session(plan, rehearsal)).FirstOrDefault(isWanted);
        if (begun is null)
            return null;
        if (sessions.Count == MaxSessions)
            sessions.RemoveAt(0);
        sessions.Add(begun);
        return begun;
    }

    static ImmutableArray<RehearsalPlan> Plans(Rehearsal rehearsal, IEnumerable<Operation> operations)
    {
        var descriptions = Description.All(rehearsal, operations);
        var workflows = FlowReader.Read(descriptions);
        var called = workflows.SelectMany(Entered).ToHashSet(StringComparer.Ordinal);
        // Those that no other runs are the ones that people start.
        var chosen = rehearsal.WorkflowId is { } single
            ? workflows.Where(workflow => workflow.Id == single)
            : workflows.Where(workflow => workflow.Description == descriptions[0]).OrderBy(workflow => called.Contains(workflow.Id));
        return [.. chosen.Select(workflow => RehearsalPlan.Make(workflows, workflow.Id, Inputs(rehearsal, descriptions[0], workflow.Workflow)))];
    }

    static JsonObject Inputs(Rehearsal rehearsal, Description description, Workflow workflow)
    {
        var given = rehearsal.Inputs?.Copy() as JsonObject ?? [];
        if (rehearsal.Inputs is null)
        {
            foreach (var (name, value) in RehearsedInputs.Make(description, workflow.WorkflowId, default))
                given[name] = value.Copy();
        }
        return given;
    }

    static IEnumerable<string> Entered(PlayedWorkflow workflow) => workflow.DependsOn
        .Concat(workflow.Steps.Select(step => step.Callee).OfType<string>())
        .Concat(workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Select(action => action.Workflow).OfType<string>());
}
