using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Runs an orchestrator function on a history, from the start and from nothing, as every episode does.</summary>
static class Replayer
{
    /// <summary>Replays events; what is new to the episode begins at <paramref name="known"/>.</summary>
    /// <exception cref="NonDeterministicException">The code asks for other things than the history holds.</exception>
    public static Replayed Run(string instanceId, IReadOnlyList<HistoryEvent> history, int known)
    {
        if (history.OfType<HistoryEvent.ExecutionStarted>().FirstOrDefault() is not { } started)
            return new Replayed([], null);
        var context = new ReplayContext(instanceId, started.Name, started.Input);
        var turns = new EpisodeSynchronization();
        var matched = 0;
        for (var i = 0; i < history.Count; i++)
        {
            context.Replaying = i < known;
            var told = history[i];
            if (told.IsAction)
                Match(instanceId, started.Name, told, i, matched < context.Asked.Count ? context.Asked[matched] : null, matched++);
            else if (told is HistoryEvent.ExecutionStarted)
                turns.Run(() => _ = CarryAsync(context, started.Name));
            else
                turns.Run(() => context.Apply(told));
            if (turns.WentAstray)
                throw new NonDeterministicException($"The code of '{started.Name}' went on outside the episode, which no history tells of.");
        }
        return new Replayed(context.Asked, context.CustomStatus);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever an orchestrator throws is how its instance fails.")]
    static async Task CarryAsync(ReplayContext context, string name)
    {
        try
        {
            var result = await OrchestratorFunctions.RunAsync(name, context);
            context.Asked.Add(context.NextInput is { } next ? new HistoryEvent.ContinuedAsNew(next) : new HistoryEvent.ExecutionCompleted(result));
        }
        catch (Exception exception)
        {
            context.Asked.Add(new HistoryEvent.ExecutionFailed(exception.GetType().ToString(), exception.Message));
        }
    }

    static void Match(string instanceId, string name, HistoryEvent recorded, int row, HistoryEvent? asked, int number)
    {
        if (asked == recorded)
            return;
        throw new NonDeterministicException(FormattableString.Invariant(
            $"The instance '{instanceId}' ({name}) cannot be replayed: row {row} of its history holds action {number + 1}, {recorded}, and the code asks for {(asked is null ? "nothing" : asked)}."));
    }
}
