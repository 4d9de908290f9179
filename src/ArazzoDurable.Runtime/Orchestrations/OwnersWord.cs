using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>
/// The word of a run's owner, as an orchestration hears it: the events that tell that the control flag has changed, each with how often it
/// had changed by then. There is one waiter at a time, and it is never given up. Words gather while an orchestration waits for something
/// else; those that tell only what it knows by then are passed over. A word of somebody else, which is no number, is always heeded.
/// </summary>
/// <param name="context">The orchestration's host.</param>
sealed class OwnersWord(IOrchestrationContext context)
{
    /// <summary>What comes after every word: to be told of each, whatever it says.</summary>
    public const int Nothing = -1;

    // What a word counts as that tells no number.
    const int Unknown = int.MaxValue;

    Task<int>? waiter;

    /// <summary>Whether a word has come that was not heeded and tells more than is known.</summary>
    /// <param name="known">How often the flag had changed when it was read last.</param>
    public bool HasCome(int known) => waiter switch
    {
        { IsCompletedSuccessfully: true, Result: var epoch } => epoch > known,
        { IsFaulted: true, Exception.InnerException: JsonException } => true,
        _ => false,
    };

    /// <summary>Waits for the delay or for a word that tells more than is known, whichever comes first; gives what is left of the delay.</summary>
    /// <param name="delayMs">How long to wait, in milliseconds.</param>
    /// <param name="known">How often the flag had changed when it was read last.</param>
    public async Task<long> WaitAsync(long delayMs, int known)
    {
        var due = context.CurrentUtcDateTime.AddMilliseconds(delayMs);
        waiter ??= Listen();
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(due, cancellation.Token);
        int epoch;
        do
        {
            waiter ??= Listen();
            if (await Task.WhenAny(timer, waiter) == timer)
                return 0;
            epoch = await EpochAsync(waiter);
            waiter = null;
        }
        while (epoch <= known);
#pragma warning disable CA1849 // CancelAsync would go on outside the host's context, which replay does not see.
        cancellation.Cancel();
#pragma warning restore CA1849
        return Math.Max(1, (long)Math.Ceiling((due - context.CurrentUtcDateTime).TotalMilliseconds));
    }

    static async Task<int> EpochAsync(Task<int> word)
    {
        try
        {
            return await word;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    Task<int> Listen() => context.WaitForExternalEvent<int>(WorkflowOrchestration.ControlEvent);
}
