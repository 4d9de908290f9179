using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Control;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>Removes what is kept of a deleted run: has its activity do so page by page, and waits while instances of the run have not ended.</summary>
public static class PurgeOrchestration
{
    /// <summary>The name under which hosts register it.</summary>
    public const string Name = "Purge";

    /// <summary>The name under which hosts register its activity.</summary>
    public const string ActivityName = "PurgePages";

    /// <summary>After how many turns a generation ends.</summary>
    public const int TurnsPerGeneration = 25;

    /// <summary>How long it first waits for instances that have not ended, in milliseconds; each time twice as long as before.</summary>
    public const long FirstDelayMs = 100;

    /// <summary>The longest such wait, in milliseconds.</summary>
    public const long LongestDelayMs = 30_000;

    /// <summary>Runs it; gives whether nothing is left, which no one reads, but hosts store it.</summary>
    public static async Task<bool> RunAsync(IOrchestrationContext context, PurgeInput input)
    {
        var delay = input.DelayMs;
        for (var turn = 0; turn < TurnsPerGeneration; turn++)
        {
            switch (await RemoveAsync(context, input.RunId))
            {
                case PurgeProgress.Done:
                    return true;
                case PurgeProgress.More:
                    delay = FirstDelayMs;
                    break;
                case PurgeProgress.Waiting:
                    await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(delay), CancellationToken.None);
                    delay = Math.Min(2 * delay, LongestDelayMs);
                    break;
                default:
                    throw new InvalidOperationException("A progress of an unknown kind.");
            }
        }
        context.ContinueAsNew(input with { EngineVersion = WorkflowOrchestration.EngineVersion, DelayMs = delay });
        return false;
    }

    static async Task<PurgeProgress> RemoveAsync(IOrchestrationContext context, string runId)
    {
        try
        {
            return (await context.CallActivityAsync<PurgeCall, PurgeTurn>(ActivityName, new PurgeCall(runId))).Progress;
        }
        catch (TaskFaultedException)
        {
            // The activity has told the operator. A run that was promised to go must not stay because a disk was full for a while.
            return PurgeProgress.Waiting;
        }
    }
}
