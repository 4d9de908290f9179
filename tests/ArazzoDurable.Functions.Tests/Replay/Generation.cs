using System.Text.Json.Serialization;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The history of one generation of an instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Events">Its rows, in order.</param>
sealed record Generation(string InstanceId, List<HistoryEvent> Events)
{
    /// <summary>The rows that are no markers of episodes.</summary>
    [JsonIgnore]
    public int Rows => Events.Count(row => !row.IsMarker);

    [JsonIgnore]
    public string Orchestration => Events.OfType<HistoryEvent.ExecutionStarted>().First().Name;

    /// <summary>
    /// Replays every beginning of the history, from the start and from nothing. Whatever the code asks for must be what was recorded, in the
    /// same order, to the byte; and at the end of every episode all of it, and the same custom status.
    /// </summary>
    /// <returns>How many events were replayed.</returns>
    public int ReplayEveryBeginning(bool onlyEpisodes = false)
    {
        var replayed = 0;
        var recorded = Events.Where(row => row.IsAction).ToList();
        for (var length = 1; length <= Events.Count; length++)
        {
            var last = Events[length - 1];
            if (onlyEpisodes && last is not HistoryEvent.OrchestratorCompleted)
                continue;
            var beginning = Events[..length];
            var came = Replayer.Run(InstanceId, beginning, length);
            replayed += length;
            if (!came.Asked.SequenceEqual(recorded.Take(came.Asked.Count)))
                throw Differs(length, recorded, came.Asked);
            if (last is HistoryEvent.OrchestratorCompleted completed)
            {
                if (came.Asked.Count != beginning.Count(row => row.IsAction))
                    throw Differs(length, recorded, came.Asked);
                if (!string.Equals(came.CustomStatus, completed.CustomStatus, StringComparison.Ordinal))
                    throw new NonDeterministicException(FormattableString.Invariant(
                        $"After {length} rows '{InstanceId}' publishes {came.CustomStatus ?? "nothing"}; it was {completed.CustomStatus ?? "nothing"}."));
            }
        }
        return replayed;
    }

    NonDeterministicException Differs(int length, List<HistoryEvent> recorded, IReadOnlyList<HistoryEvent> asked)
    {
        var at = Enumerable.Range(0, asked.Count).FirstOrDefault(i => i >= recorded.Count || asked[i] != recorded[i], asked.Count);
        return new NonDeterministicException(FormattableString.Invariant(
            $"After {length} rows '{InstanceId}' asks, as action {at + 1}, for {(at < asked.Count ? asked[at] : "nothing")}; recorded was {(at < recorded.Count ? recorded[at] : "nothing")}."));
    }
}
