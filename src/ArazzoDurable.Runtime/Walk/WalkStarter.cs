using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk.Checkpoints;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Makes the first decision of a walk: where a run begins, and where a workflow enters another.</summary>
/// <param name="services">What walks are made with.</param>
public sealed class WalkStarter(WalkServices services)
{
    /// <summary>How deeply workflows may call workflows.</summary>
    public const int MaxDepth = 32;

    readonly CheckpointStore checkpoints = new(services.Values);

    /// <summary>The input of the orchestration of a whole run of one item.</summary>
    public async Task<WorkflowInput> StartRunAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken) =>
        await StartItemAsync(plan, record, 0, cancellationToken) with { Status = record.ToStatus() };

    /// <summary>The input of the orchestration that walks an item of a run: from the checkpoint that the item left, else from the beginning.</summary>
    public async Task<WorkflowInput> StartItemAsync(FlowPlan plan, RunRecord record, int item, CancellationToken cancellationToken)
    {
        var root = WalkerOf(record, item);
        var state = await checkpoints.OfItemAsync(root, cancellationToken) ?? new WalkState { InputsKey = RunKeys.Inputs(root.RunId, root.Item) };
        return await StartAsync(plan, record, root, state, cancellationToken);
    }

    /// <summary>Who walks an item of a run, in its present generation.</summary>
    internal static Walker WalkerOf(RunRecord record, int item) =>
        new(record.RunId, item, record.Generation, record.FlowId, record.WorkflowId, "", 0, record.IsOneItem);

    /// <summary>The input of the orchestration of a workflow that another one enters.</summary>
    /// <param name="turn">The turn of the calling workflow.</param>
    /// <param name="workflowId">The workflow to enter.</param>
    /// <param name="from">What sets this entry apart from others of the calling workflow.</param>
    /// <param name="inputs">Its inputs, secrets sealed.</param>
    /// <param name="deadline">When it is given up; null: never.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Decision.Enter> EnterAsync(
        WalkTurn turn, string workflowId, string from, JsonElement inputs, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        var walker = Callee(turn.Walker, workflowId, from);
        var path = PathOf(walker);
        var key = RunKeys.Value(walker.RunId, ["inputs", .. path]);
        await services.Values.WriteAsync(key, inputs, cancellationToken);
        var state = new WalkState
        {
            InputsKey = key,
            VisitsUsed = turn.State.VisitsUsed,
            WorkflowOutputs = turn.State.WorkflowOutputs,
            WorkflowInputs = turn.State.WorkflowInputs,
            CompletedSteps = turn.Completion.Awaited,
            Deadline = deadline,
        };
        var input = await StartAsync(turn.Plan, turn.Record, walker, state, cancellationToken);
        return new Decision.Enter(RunKeys.Child(walker.RunId, path), input);
    }

    /// <summary>The input of the orchestration of a workflow that had been entered when the walk ended.</summary>
    /// <param name="turn">The turn of the calling workflow.</param>
    /// <param name="way">Which workflow, and from where it goes on.</param>
    /// <param name="from">What sets this entry apart from others of the calling workflow.</param>
    /// <param name="inputsKey">The key of the inputs that it had.</param>
    /// <param name="deadline">When it is given up; null: never.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Decision.Enter> ReenterAsync(
        WalkTurn turn, WayOn.Workflow way, string from, string inputsKey, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        var walker = Callee(turn.Walker, way.WorkflowId, from);
        var left = way.Checkpoint is { } key
            ? await checkpoints.ReadAsync(key, cancellationToken)
            : new WalkState { InputsKey = inputsKey, WorkflowOutputs = turn.State.WorkflowOutputs, WorkflowInputs = turn.State.WorkflowInputs };
        var state = left with
        {
            VisitsUsed = turn.State.VisitsUsed,
            CompletedSteps = [.. left.CompletedSteps.Union(turn.Completion.Awaited, StringComparer.Ordinal)],
            Deadline = deadline,
        };
        return new Decision.Enter(RunKeys.Child(walker.RunId, PathOf(walker)), await StartAsync(turn.Plan, turn.Record, walker, state, cancellationToken));
    }

    static Walker Callee(Walker caller, string workflowId, string from) => caller with
    {
        WorkflowId = workflowId,
        Path = $"{caller.Path}/{from}",
        Depth = caller.Depth + 1,
        IsWholeRun = false,
        Branch = null,
    };

    static string[] PathOf(Walker walker) => [Number(walker.Item), Number(walker.Generation), walker.Path];

    async Task<WorkflowInput> StartAsync(
        FlowPlan plan, RunRecord record, Walker walker, WalkState state, CancellationToken cancellationToken)
    {
        var turn = await WalkTurn.LoadAsync(services, this, plan, record, walker, state, cancellationToken);
        var decision = walker.Depth >= MaxDepth
            ? await turn.EndAsync(new Next.End(ItemOutcome.Failed, new ItemError(
                ItemErrorCodes.WorkflowDepthExceeded,
                string.Create(CultureInfo.InvariantCulture, $"Workflow '{walker.WorkflowId}' would be the {walker.Depth + 1}th in a chain of workflows that call each other; {MaxDepth} are allowed."))), cancellationToken)
            : await BeginAsync(turn, cancellationToken);
        return new WorkflowInput(WorkflowOrchestration.EngineVersion, walker, turn.State, decision);
    }

    // A child that begins with another workflow decides that itself: else its input would hold the other's, and so on down the chain.
    static async Task<Decision> BeginAsync(WalkTurn turn, CancellationToken cancellationToken) =>
        turn.State.WayOn is not null || (turn.Walker.Depth > 0 && turn.Workflow.BeginsWithWorkflow) ? new Decision.Begin() : await turn.BeginAsync(cancellationToken);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
