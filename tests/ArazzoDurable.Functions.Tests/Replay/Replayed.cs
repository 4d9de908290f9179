namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What an orchestrator function came to on a history.</summary>
/// <param name="Asked">All that it asked for, in order, its end included.</param>
/// <param name="CustomStatus">What it has published last; null: nothing.</param>
sealed record Replayed(IReadOnlyList<HistoryEvent> Asked, string? CustomStatus)
{
    /// <summary>Whether its generation has ended.</summary>
    public bool HasEnded => Asked.Count > 0 && Asked[^1] is HistoryEvent.ContinuedAsNew or HistoryEvent.ExecutionCompleted or HistoryEvent.ExecutionFailed;
}
