using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>
/// Watches a run of many items, whose lanes go on by themselves: looks at the record again and again, publishes how the run stands, and ends
/// when the run has. Knows nothing of content.
/// </summary>
public static class BatchOrchestration
{
    /// <summary>The name under which hosts register it.</summary>
    public const string Name = "Batch";

    /// <summary>The name under which hosts register the activity that looks at the record.</summary>
    public const string LookActivityName = "Look";

    /// <summary>After how many looks a generation ends.</summary>
    public const int LooksPerGeneration = 25;

    /// <summary>How long it waits before it looks for the second time, in milliseconds.</summary>
    public const long FirstDelayMs = 2_000;

    /// <summary>How long it waits between two looks at the most, in milliseconds.</summary>
    public const long MostDelayMs = 30_000;

    /// <summary>Runs it.</summary>
    /// <returns>The run status with its results; null when a further generation follows, or the run is gone.</returns>
    public static async Task<RunStatus?> RunAsync(IOrchestrationContext context, BatchInput input)
    {
        var delayMs = input.DelayMs;
        var word = new OwnersWord(context);
        for (var look = 1; ; look++)
        {
            if (await LookAsync(context, input) is { } found)
            {
                if (found.Status is { } status)
                    context.SetCustomStatus(status);
                if (found.HasEnded)
                    return found.Output;
            }
            // The word that something happened is a hint that may be lost on its way; the record is the truth.
            var left = await word.WaitAsync(delayMs, OwnersWord.Nothing);
            delayMs = left > 0 ? FirstDelayMs : Math.Min(MostDelayMs, delayMs * 3 / 2);
            if (look < LooksPerGeneration)
                continue;
            context.ContinueAsNew(input with { EngineVersion = WorkflowOrchestration.EngineVersion, DelayMs = delayMs });
            return null;
        }
    }

    /// <summary>Looks; null when the activity gave way: the run goes on without it, and the next look tells.</summary>
    static async Task<LookTurn?> LookAsync(IOrchestrationContext context, BatchInput input)
    {
        try
        {
            return await context.CallActivityAsync<LookCall, LookTurn>(LookActivityName, new LookCall(input.RunId, input.Generation));
        }
        catch (TaskFaultedException)
        {
            return null;
        }
    }
}
