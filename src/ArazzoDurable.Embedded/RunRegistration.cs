using System.Text.Json;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Embedded;

/// <summary>Registers what carries runs.</summary>
public static class RunRegistration
{
    /// <summary>Adds the orchestrations of runs, and the activities of the engine.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="engine">Gives the engine, which stands on the host that the registry is for; asked first when an activity runs.</param>
    public static EmbeddedRegistry AddRuns(this EmbeddedRegistry registry, Func<RunEngine> engine) => registry
        .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
        .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, BatchOrchestration.RunAsync)
        .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
        .AddOrchestration<PurgeInput, bool>(PurgeOrchestration.Name, PurgeOrchestration.RunAsync)
        .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, (call, cancelled) => engine().Step.RunAsync(call, cancelled))
        .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancelled) => engine().Look.RunAsync(call, cancelled))
        .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, (call, cancelled) => engine().Claim.RunAsync(call, cancelled))
        .AddActivity<PurgeCall, PurgeTurn>(PurgeOrchestration.ActivityName, (call, cancelled) => engine().Purge.RunAsync(call, cancelled));
}
