namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>A claim: what a lane reports and asks for.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Generation">How often the run was started again, from 0.</param>
/// <param name="Lane">The lane, from 0.</param>
/// <param name="Sequence">Which claim of the lane it is, from 1.</param>
/// <param name="Report">How the lane's last item ended; null when there is nothing to report.</param>
public sealed record LaneCall(string RunId, int Generation, int Lane, int Sequence, ItemReport? Report = null);
