using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Activities;

/// <summary>The activity functions: the activities of the engine.</summary>
/// <param name="engine">The engine.</param>
/// <param name="client">Takes the durable client that an activity binds.</param>
public sealed class RunActivities(RunEngine engine, BoundClient client)
{
    /// <summary>Makes one attempt of one step, and decides what comes next.</summary>
    [Function(WorkflowOrchestration.StepActivityName)]
    public Task<StepTurn> StepAsync([ActivityTrigger] StepCall call, FunctionContext context) =>
        engine.Step.RunAsync(call, context.CancellationToken);

    /// <summary>Gives a lane its next item: a <see cref="LaneTurn"/> as JSON, because the worker writes a result by the type that it has, and would not say which of the turns it is.</summary>
    [Function(LaneOrchestration.ClaimActivityName)]
    public async Task<JsonElement> ClaimAsync([ActivityTrigger] LaneCall call, [DurableClient] DurableTaskClient bound, FunctionContext context)
    {
        client.Use(bound);
        return JsonSerializer.SerializeToElement(await engine.Claim.RunAsync(call, context.CancellationToken), RuntimeJson.Default.LaneTurn);
    }

    /// <summary>Sees to the lanes of a run, and tells how it stands.</summary>
    [Function(BatchOrchestration.LookActivityName)]
    public Task<LookTurn> LookAsync([ActivityTrigger] LookCall call, [DurableClient] DurableTaskClient bound, FunctionContext context)
    {
        client.Use(bound);
        return engine.Look.RunAsync(call, context.CancellationToken);
    }

    /// <summary>Removes some of what is kept of a deleted run.</summary>
    [Function(PurgeOrchestration.ActivityName)]
    public Task<PurgeTurn> PurgePagesAsync([ActivityTrigger] PurgeCall call, [DurableClient] DurableTaskClient bound, FunctionContext context)
    {
        client.Use(bound);
        return engine.Purge.RunAsync(call, context.CancellationToken);
    }
}
