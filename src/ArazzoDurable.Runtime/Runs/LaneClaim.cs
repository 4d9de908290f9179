namespace ArazzoDurable.Runtime.Runs;

/// <summary>The last claim of a lane: kept in the run record, so that a claim that is delivered again gives the same item.</summary>
/// <param name="Sequence">Which claim of the lane it was, from 1; 0 when there was none.</param>
/// <param name="Item">The item that was taken and is not reported yet; null when none was.</param>
public readonly record struct LaneClaim(int Sequence, int? Item);
