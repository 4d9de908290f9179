using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Graphs;

/// <summary>Builds a <see cref="WorkflowGraph"/>.</summary>
sealed class GraphBuilder
{
    readonly ImmutableArray<DrawnWorkflow> workflows;
    readonly Dictionary<string, int> positions;
    readonly OrderedDictionary<string, GraphNode> others = new(StringComparer.Ordinal);
    readonly List<GraphEdge> edges = [];

    GraphBuilder(ImmutableArray<DrawnWorkflow> workflows)
    {
        this.workflows = workflows;
        positions = FirstPositions(workflows.Select(drawn => drawn.Id));
    }

    /// <summary>Draws workflows.</summary>
    public static WorkflowGraph Build(ImmutableArray<DrawnWorkflow> workflows)
    {
        var builder = new GraphBuilder(workflows);
        var groups = workflows.Select((_, position) => builder.Draw(position)).ToImmutableArray();
        return new WorkflowGraph(groups, [.. builder.others.Values], [.. builder.edges]);
    }

    static Dictionary<string, int> FirstPositions(IEnumerable<string> names) => names
        .Select((name, position) => (name, position))
        .DistinctBy(entry => entry.name, StringComparer.Ordinal)
        .ToDictionary(entry => entry.name, entry => entry.position, StringComparer.Ordinal);

    static string Id(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");

    static string Start(int workflow) => $"{Id("w", workflow)}_start";

    GraphGroup Draw(int position)
    {
        var drawn = workflows[position];
        foreach (var dependency in drawn.Workflow.DependsOn)
            edges.Add(new GraphEdge(Start(position), WorkflowNode(drawn, dependency.Value), GraphEdgeKind.Call, "depends on"));
        return new WorkflowDrawing(this, drawn, position).Draw();
    }

    // Of a workflow that is drawn, its start; else a node of its own.
    string WorkflowNode(DrawnWorkflow from, string reference)
    {
        var id = from.Targets.GetValueOrDefault(reference, reference);
        if (positions.TryGetValue(id, out var position))
            return Start(position);
        if (!others.TryGetValue(id, out var other))
            others[id] = other = new GraphNode(Id("other", others.Count), GraphNodeKind.OtherWorkflow, id);
        return other.Id;
    }

    /// <summary>Draws one workflow.</summary>
    sealed class WorkflowDrawing(GraphBuilder graph, DrawnWorkflow drawn, int position)
    {
        readonly Workflow workflow = drawn.Workflow;
        readonly string id = Id("w", position);
        readonly Dictionary<string, int> steps = FirstPositions(drawn.Workflow.Steps.Select(step => step.StepId));
        readonly int firstEdge = graph.edges.Count;

        string SuccessId => $"{id}_success";

        string FailureId => $"{id}_failure";

        public GraphGroup Draw()
        {
            Connect(Start(position), Next(-1), GraphEdgeKind.OnSuccess);
            for (var i = 0; i < workflow.Steps.Length; i++)
                DrawWays(i);
            return new GraphGroup(id, drawn.Id, [.. Nodes()]);
        }

        void DrawWays(int index)
        {
            var step = workflow.Steps[index];
            if (step.Target is StepTarget.WorkflowId { Reference.Value: var callee })
                Connect(StepNode(index), graph.WorkflowNode(drawn, callee), GraphEdgeKind.Call, "runs");
            var onSuccess = Merge(step.OnSuccess, workflow.SuccessActions);
            foreach (var action in onSuccess)
                DrawAction(index, action, GraphEdgeKind.OnSuccess);
            if (!onSuccess.Any(action => action.Criteria.IsEmpty && action.Kind != ActionKind.Retry))
                Connect(StepNode(index), Next(index), GraphEdgeKind.OnSuccess);
            foreach (var action in Merge(step.OnFailure, workflow.FailureActions))
                DrawAction(index, action, GraphEdgeKind.OnFailure);
        }

        void DrawAction(int index, StepAction action, GraphEdgeKind kind)
        {
            var from = StepNode(index);
            switch (action.Kind)
            {
                case ActionKind.End:
                    Connect(from, kind == GraphEdgeKind.OnSuccess ? SuccessId : FailureId, kind, action.Name);
                    break;
                case ActionKind.Goto when Target(action) is { } target:
                    Connect(from, target, kind, action.Name);
                    break;
                case ActionKind.Retry:
                    Connect(from, from, kind, $"{action.Name} (retry)");
                    if (Target(action) is { } helper && helper != from)
                        Connect(from, helper, GraphEdgeKind.Call, $"{action.Name} (before a retry)");
                    break;
                case ActionKind.Goto:
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        // A target that does not exist is an error of the description, which its validation tells.
        string? Target(StepAction action) => action switch
        {
            { StepId.Value: var stepId } => steps.TryGetValue(stepId, out var index) ? StepNode(index) : null,
            { WorkflowId.Value: var workflowId } => graph.WorkflowNode(drawn, workflowId),
            _ => null,
        };

        IEnumerable<GraphNode> Nodes()
        {
            yield return new GraphNode(Start(position), GraphNodeKind.Start, "start");
            for (var i = 0; i < workflow.Steps.Length; i++)
            {
                var (step, isCall) = (workflow.Steps[i], workflow.Steps[i].Target is StepTarget.WorkflowId);
                yield return new GraphNode(StepNode(i), isCall ? GraphNodeKind.WorkflowStep : GraphNodeKind.Step, step.StepId, step.Target.Reference.Value);
            }
            var reached = graph.edges.Skip(firstEdge).Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
            if (reached.Contains(SuccessId))
                yield return new GraphNode(SuccessId, GraphNodeKind.Success, "success");
            if (reached.Contains(FailureId))
                yield return new GraphNode(FailureId, GraphNodeKind.Failure, "failure");
        }

        string StepNode(int index) => $"{id}_{Id("s", index)}";

        string Next(int index) => index + 1 < workflow.Steps.Length ? StepNode(index + 1) : SuccessId;

        void Connect(string from, string to, GraphEdgeKind kind, string? label = null) => graph.edges.Add(new GraphEdge(from, to, kind, label));

        // The step's own actions, then those of the workflow whose names it does not use.
        static List<StepAction> Merge(ImmutableArray<StepAction> own, ImmutableArray<StepAction> shared) =>
            [.. own, .. shared.Where(action => !own.Any(other => other.Name == action.Name))];
    }
}
