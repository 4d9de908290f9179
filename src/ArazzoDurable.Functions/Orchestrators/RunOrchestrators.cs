using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Orchestrators;

/// <summary>The orchestrator functions: the orchestrations of every host, on the context of the Durable Task extension.</summary>
public static class RunOrchestrators
{
    /// <summary>Walks one workflow.</summary>
    [Function(WorkflowOrchestration.Name)]
    public static Task<JsonElement> WorkflowAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        WorkflowOrchestration.RunAsync(new DurableContext(context), DurableContext.InputOf(context, RuntimeJson.Default.WorkflowInput));

    /// <summary>Watches a run of many items.</summary>
    [Function(BatchOrchestration.Name)]
    public static Task<RunStatus?> BatchAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        BatchOrchestration.RunAsync(new DurableContext(context), DurableContext.InputOf(context, RuntimeJson.Default.BatchInput));

    /// <summary>Walks items of a run one after the other.</summary>
    [Function(LaneOrchestration.Name)]
    public static Task<bool> LaneAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        LaneOrchestration.RunAsync(new DurableContext(context), DurableContext.InputOf(context, RuntimeJson.Default.LaneInput));

    /// <summary>Removes what is kept of a deleted run.</summary>
    [Function(PurgeOrchestration.Name)]
    public static Task<bool> PurgeAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        PurgeOrchestration.RunAsync(new DurableContext(context), DurableContext.InputOf(context, RuntimeJson.Default.PurgeInput));
}
