using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Orchestrators;

/// <summary>The orchestrator functions: the orchestrations of every host, on the context of the Durable Task extension.</summary>
public static class RunOrchestrators
{
    /// <summary>Walks one workflow.</summary>
    [Function(WorkflowOrchestration.Name)]
    public static Task<JsonElement> WorkflowAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync<WorkflowInput, JsonElement>(context, WorkflowOrchestration.RunAsync);

    /// <summary>Watches a run of many items.</summary>
    [Function(BatchOrchestration.Name)]
    public static Task<JsonElement> BatchAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync<BatchInput, RunStatus?>(context, BatchOrchestration.RunAsync);

    /// <summary>Walks items of a run one after the other.</summary>
    [Function(LaneOrchestration.Name)]
    public static Task<JsonElement> LaneAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync<LaneInput, bool>(context, LaneOrchestration.RunAsync);

    /// <summary>Removes what is kept of a deleted run.</summary>
    [Function(PurgeOrchestration.Name)]
    public static Task<JsonElement> PurgeAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync<PurgeInput, bool>(context, PurgeOrchestration.RunAsync);
}
