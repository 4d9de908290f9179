using System.Text.Json;
using ArazzoDurable.Functions.Durability;
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
    /// <exception cref="StepFaultedException">It gave way, wherever that was: the extension keeps the message and loses the type.</exception>
    [Function(WorkflowOrchestration.StepActivityName)]
    public async Task<JsonElement> StepAsync([ActivityTrigger] JsonElement call)
    {
        try
        {
            return await RunAsync<StepCall, StepTurn>(engine.Step.RunAsync, call);
        }
        catch (Exception exception) when (exception is not StepFaultedException)
        {
            throw StepFaultedException.Of(exception);
        }
    }

    /// <summary>Gives a lane its next item.</summary>
    [Function(LaneOrchestration.ClaimActivityName)]
    public Task<JsonElement> ClaimAsync([ActivityTrigger] JsonElement call, [DurableClient] DurableTaskClient bound) =>
        RunAsync<LaneCall, LaneTurn>(engine.Claim.RunAsync, call, bound);

    /// <summary>Sees to the lanes of a run, and tells how it stands.</summary>
    [Function(BatchOrchestration.LookActivityName)]
    public Task<JsonElement> LookAsync([ActivityTrigger] JsonElement call, [DurableClient] DurableTaskClient bound) =>
        RunAsync<LookCall, LookTurn>(engine.Look.RunAsync, call, bound);

    /// <summary>Removes some of what is kept of a deleted run.</summary>
    [Function(PurgeOrchestration.ActivityName)]
    public Task<JsonElement> PurgePagesAsync([ActivityTrigger] JsonElement call, [DurableClient] DurableTaskClient bound) =>
        RunAsync<PurgeCall, PurgeTurn>(engine.Purge.RunAsync, call, bound);

    async Task<JsonElement> RunAsync<TCall, TTurn>(
        Func<TCall, CancellationToken, Task<TTurn>> activity, JsonElement call, DurableTaskClient? bound = null)
        where TCall : class
    {
        if (bound is not null)
            client.Use(bound);
        // The worker's token, which falls when the host stops, is not handed on: what is given up then would count as failed. What the end of
        // the process cuts off is delivered again.
        return Payload.Of(await activity(
            Payload.Read<TCall>(call) ?? throw new InvalidOperationException("An activity was called without an input."), CancellationToken.None));
    }
}
