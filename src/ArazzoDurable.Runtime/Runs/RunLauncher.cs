using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Starts the instances of runs that have a record, and sees to those whose instance broke.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
sealed class RunLauncher(WalkServices services, IInstances instances)
{
    static readonly ItemError BrokenOff = new(ItemErrorCodes.InternalError, "The run broke off in the runner, not in the APIs it calls.");

    readonly WalkStarter starter = new(services);

    /// <summary>Starts the instance of a run: the walk of its only item, or the batch that sees to its lanes. When this returns, the start is durable.</summary>
    public Task StartAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken) =>
        StartAsync(record, () => Task.FromResult<FlowPlan?>(plan), cancellationToken);

    /// <summary>Starts the instance of a run whose flow is not at hand; for a run that is walked again, in the place of the one before.</summary>
    public Task StartAsync(RunRecord record, CancellationToken cancellationToken) =>
        StartAsync(record, () => services.Plans.GetAsync(record.FlowId, record.Options, cancellationToken), cancellationToken);

    /// <summary>
    /// Sees to a run whose instance broke, or was ended from outside, before the run could end. A batch is started again, because its lanes go
    /// on; the walk of an only item has failed, and the run with it.
    /// </summary>
    /// <param name="record">The run.</param>
    /// <param name="instance">Its instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record as it is then.</returns>
    public async Task<RunRecord> MendAsync(RunRecord record, InstanceState instance, CancellationToken cancellationToken)
    {
        if (record.IsOneItem)
            return await EndAsync(record, instance.Status is InstanceStatus.Terminated ? Terminated(instance) : BrokenOff, cancellationToken);
        await instances.RestartAsync(BatchOrchestration.Name, record.RunId, BatchOf(record), cancellationToken);
        return record;
    }

    /// <summary>Ends the record of a run of one item that cannot go on.</summary>
    public Task<RunRecord> EndBrokenAsync(RunRecord record, CancellationToken cancellationToken) => EndAsync(record, BrokenOff, cancellationToken);

    static ItemError Terminated(InstanceState instance) => new(
        ItemErrorCodes.Terminated,
        instance.Output is { ValueKind: JsonValueKind.String } reason
            ? $"The instance of the run was terminated from outside: {reason.GetString()}"
            : "The instance of the run was terminated from outside, and nobody said why.");

    async Task<RunRecord> EndAsync(RunRecord record, ItemError error, CancellationToken cancellationToken)
    {
        await new WalkFinisher(services).FinishAsync(
            WalkStarter.WalkerOf(record, 0), new WorkflowOutcome(ItemOutcome.Failed, OutputSet.Empty, error, null, 0), cancellationToken);
        return await services.Records.GetAsync(record.RunId, cancellationToken);
    }

    async Task StartAsync(RunRecord record, Func<Task<FlowPlan?>> findPlan, CancellationToken cancellationToken)
    {
        // Told before all else: a walk may end with its first decision, and nothing is told after an end.
        if (record.Generation > 0)
            await services.Log.AppendAsync(record.RunId, Restarted(record), cancellationToken);
        // The lanes of a batch look for the flow by themselves, and items that do not find it fail one by one.
        if (!record.IsOneItem)
            await LaunchAsync(BatchOrchestration.Name, record, BatchOf(record), cancellationToken);
        else if (await BeginAsync(record, findPlan, cancellationToken) is { } input)
            await LaunchAsync(WorkflowOrchestration.Name, record, input, cancellationToken);
        else
            await EndBrokenAsync(record, cancellationToken);
    }

    /// <summary>The input of the walk of an only item; null when it cannot even begin.</summary>
    async Task<WorkflowInput?> BeginAsync(RunRecord record, Func<Task<FlowPlan?>> findPlan, CancellationToken cancellationToken)
    {
        try
        {
            return await findPlan() is { } plan ? await starter.StartRunAsync(plan, record, cancellationToken) : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not StoreFailedException { MayPass: true })
        {
            // Such a run must not stay unfinished: it would stand in the way of every recovery.
            services.Observer.Observe(new WalkEvent.Faulted(WalkStarter.WalkerOf(record, 0), exception));
            return null;
        }
    }

    /// <summary>Starts the instance of a run that has none, because whoever created the record did not come to it.</summary>
    public async Task StartMissingAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        // A run of no item has ended when it is stored, and has an instance all the same.
        if ((!record.IsEnded || record.Items.Total == 0) && await instances.GetAsync(record.RunId, cancellationToken) is null)
            await StartAsync(plan, record, cancellationToken);
    }

    /// <summary>Whether the instance of a run broke, or was ended from outside. One of a generation that is over tells nothing of the present one.</summary>
    public static bool IsBroken(RunRecord record, [NotNullWhen(true)] InstanceState? instance) =>
        instance is { Status: InstanceStatus.Failed or InstanceStatus.Terminated } && !IsSuperseded(record, instance);

    /// <summary>Whether an instance has ended that is of a generation before the present one of its run: the run was to be started again, and was not.</summary>
    public static bool IsSuperseded(RunRecord record, InstanceState instance) =>
        instance.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated && GenerationOf(instance) < record.Generation;

    async Task LaunchAsync<TInput>(string orchestration, RunRecord record, TInput input, CancellationToken cancellationToken)
    {
        if (record.Generation > 0 && await instances.RestartAsync(orchestration, record.RunId, input, cancellationToken))
            return;
        await instances.ScheduleAsync(orchestration, record.RunId, input, cancellationToken);
    }

    /// <summary>The only item of a run is at work again at once; those of a batch are told of by the lanes that take them.</summary>
    ImmutableArray<RunEvent> Restarted(RunRecord record)
    {
        var now = services.Time.GetUtcNow();
        var restarted = new RunEvent.RunRestarted(now, record.ToStatus(), record.Generation);
        return record.IsOneItem ? [restarted, new RunEvent.ItemStarted(now, 0, record.Generation)] : [restarted];
    }

    /// <summary>The generation that an instance was started for: that of its walker, or its own.</summary>
    static int GenerationOf(InstanceState instance) =>
        instance.Input is not { ValueKind: JsonValueKind.Object } input ? 0
        : input.TryGetProperty("walker", out var walker) ? walker.GetProperty("generation").GetInt32()
        : input.TryGetProperty("generation", out var generation) ? generation.GetInt32()
        : 0;

    static BatchInput BatchOf(RunRecord record) => new(WorkflowOrchestration.EngineVersion, record.RunId, record.Generation);
}
