using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>
/// Tells which steps of a workflow may be made at the same time: those that neither need what another one gives nor can lead the walk
/// elsewhere. Every other step runs alone, and no step is moved past it.
/// </summary>
static class Waves
{
    /// <summary>How many steps run at the same time at the most.</summary>
    public const int MaxBranches = 16;

    /// <summary>How many workflows the steps of a workflow may come to, each counted by itself, for it to be looked at.</summary>
    public const int MaxReach = 1_000_000;

    /// <summary>The steps of a workflow in order, those together that may be made at the same time.</summary>
    public static ImmutableArray<ImmutableArray<StepPlan>> Of(FlowPlan plan, WorkflowPlan workflow)
    {
        // Where the walk may jump, or working it out would take long, each step runs alone.
        if (workflow.Steps.Any(step => step.OnSuccess.Concat(step.OnFailure).Any(action => action.StepId is not null))
            || (long)workflow.Steps.Count(step => step.Work is StepWork.RunWorkflow) * plan.AllWorkflows.Length > MaxReach)
        {
            return [.. workflow.Steps.Select(step => ImmutableArray.Create(step))];
        }
        var needs = new Needs(plan, workflow);
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<StepPlan>>();
        var stretch = new Stretch(needs);
        foreach (var step in workflow.Steps)
        {
            if (IsFree(step))
            {
                stretch.Add(step);
                continue;
            }
            waves.AddRange(stretch.Waves);
            waves.Add([step]);
            stretch = new Stretch(needs);
        }
        waves.AddRange(stretch.Waves);
        return waves.ToImmutable();
    }

    /// <summary>Whether a step leads nowhere but to the next one or to the workflow's failure.</summary>
    static bool IsFree(StepPlan step) =>
        step.OnSuccess.IsEmpty && step.OnFailure.All(action => action.WorkflowId is null && action.Kind is not ActionKind.Goto);

    /// <summary>Steps between two that run alone, by the level at which each can be made.</summary>
    sealed class Stretch(Needs needs)
    {
        readonly Dictionary<string, int> given = new(StringComparer.Ordinal);
        readonly Dictionary<string, int> needed = new(StringComparer.Ordinal);
        readonly SortedDictionary<int, List<StepPlan>> levels = [];

        public IEnumerable<ImmutableArray<StepPlan>> Waves =>
            levels.Values.SelectMany(level => level.Chunk(MaxBranches)).Select(ImmutableArray.Create);

        // As for any two that share a thing: after the one that gives what it needs, and not before one that needs what was there before.
        public void Add(StepPlan step)
        {
            var (takes, gives) = (needs.TakenBy(step), needs.GivenBy(step));
            var level = takes.Select(thing => given.GetValueOrDefault(thing, -1) + 1)
                .Concat(gives.Select(thing => Math.Max(given.GetValueOrDefault(thing), needed.GetValueOrDefault(thing))))
                .Max();
            foreach (var thing in takes)
                needed[thing] = Math.Max(level, needed.GetValueOrDefault(thing));
            foreach (var thing in gives)
                given[thing] = level;
            if (!levels.TryGetValue(level, out var steps))
                levels[level] = steps = [];
            steps.Add(step);
        }
    }

    /// <summary>What the steps of a workflow take from each other: the completion and outputs of steps, and those of workflows.</summary>
    sealed class Needs(FlowPlan plan, WorkflowPlan workflow)
    {
        // Many steps may run one workflow, and many workflows come to another: each is looked at once.
        readonly Dictionary<string, ImmutableArray<WorkflowPlan>> reached = new(StringComparer.Ordinal);
        readonly Dictionary<string, ImmutableArray<string>> taken = new(StringComparer.Ordinal);

        /// <summary>What a step gives, itself at least.</summary>
        public IReadOnlySet<string> GivenBy(StepPlan step) =>
            Entered(step).Select(entered => Workflow(entered.WorkflowId)).Append(Step(step.StepId)).ToHashSet(StringComparer.Ordinal);

        /// <summary>What a step takes, the workflows that it runs included.</summary>
        public IReadOnlySet<string> TakenBy(StepPlan step) => PlanReferences.Of(step)
            .Select(read => Taken(workflow, read)).OfType<string>()
            .Concat(step.DependsOn.Select(dependency => Awaited(dependency, workflow.WorkflowId)))
            .Concat(Entered(step).SelectMany(entered => TakenBy(entered)))
            .Where(thing => thing != Step(step.StepId))
            .ToHashSet(StringComparer.Ordinal);

        ImmutableArray<string> TakenBy(WorkflowPlan entered)
        {
            if (!taken.TryGetValue(entered.WorkflowId, out var things))
            {
                taken[entered.WorkflowId] = things =
                [
                    .. PlanReferences.Of(entered)
                        .Where(read => read is not RuntimeExpression.StepOutputs)
                        .Select(read => Taken(entered, read)).OfType<string>()
                        .Concat(entered.DependsOn.Select(Workflow))
                        .Concat(entered.Steps.SelectMany(step => step.DependsOn).Where(dependency => dependency.WorkflowId is not null)
                            .Select(dependency => Awaited(dependency, entered.WorkflowId)))
                        .Distinct(StringComparer.Ordinal),
                ];
            }
            return things;
        }

        static string? Taken(WorkflowPlan of, RuntimeExpression expression) => expression switch
        {
            RuntimeExpression.StepOutputs read => Step(read.StepId),
            RuntimeExpression.WorkflowInputs read => Workflow(of.Description.IdOf(read.WorkflowId)),
            _ => of.Description.WorkflowRead(expression) is { } workflowId ? Workflow(workflowId) : null,
        };

        string Awaited(StepDependency dependency, string of) => (dependency.WorkflowId ?? of) == workflow.WorkflowId
            ? Step(dependency.StepId)
            : Workflow(dependency.WorkflowId!);

        /// <summary>The workflow that a step runs, and all that this may come to.</summary>
        ImmutableArray<WorkflowPlan> Entered(StepPlan step)
        {
            if (step.Work is not StepWork.RunWorkflow(var id) || plan.Workflow(id) is not { } callee)
                return [];
            if (!reached.TryGetValue(id, out var workflows))
                reached[id] = workflows = [.. plan.Reach(callee)];
            return workflows;
        }

        static string Step(string stepId) => $"step {stepId}";

        static string Workflow(string workflowId) => $"workflow {workflowId}";
    }
}
