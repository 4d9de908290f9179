using System.Text.Json;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Samples;

/// <summary>A component of another workflow engine: its work is a workflow of its own, run here.</summary>
static class SubWorkflow
{
    /// <summary>Does the work, and answers with what came of it.</summary>
    /// <param name="client">The server that runs workflows.</param>
    /// <param name="lab">The workflow.</param>
    /// <param name="input">What the component was called with.</param>
    /// <param name="callId">
    /// What the engine calls this call. When it calls again, for the component may have crashed, the run that was begun then is waited
    /// for, and nothing is done twice. Null: every call is a new one.
    /// </param>
    /// <param name="cancellationToken">The engine no longer waits.</param>
    public static async Task<JsonElement> ExecuteAsync(ArazzoClient client, SubmitRequest lab, JsonElement input, string? callId, CancellationToken cancellationToken)
    {
        var run = await client.SubmitRunAsync(lab with { Inputs = [input], Wait = true, IdempotencyKey = callId }, cancellationToken);

        var result = run.Results!.Value[0].Result;
        return result.Outcome is ItemOutcome.Success
            ? result.Value ?? default
            : throw new InvalidOperationException($"The workflow came to nothing: {result.Error!.Message} ({result.Error.Code})");
    }
}
