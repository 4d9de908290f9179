namespace ArazzoDurable.Runtime.Walk;

/// <summary>A loop that is being paced: the walk went from <see cref="Last"/> back to <see cref="First"/>.</summary>
/// <param name="First">The position in the order of the walk of the step that it re-enters.</param>
/// <param name="Last">The position in the order of the walk of the last step that went back there.</param>
/// <param name="Turn">How often it was paced since the re-entered step's outputs last changed.</param>
/// <param name="Fingerprint">A keyed hash of these outputs.</param>
/// <param name="Deadline">When the loop is given up.</param>
public sealed record Loop(int First, int Last, int Turn, string Fingerprint, DateTimeOffset Deadline);
