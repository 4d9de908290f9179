namespace ArazzoDurable.Runtime.Walk;

/// <summary>What the step activity gives back.</summary>
/// <param name="State">Where the walk stands now.</param>
/// <param name="Decision">What to do next.</param>
/// <param name="Bytes">About how many bytes this turn adds to the history.</param>
/// <param name="ControlEpoch">How often the run's owner had spoken when the turn was made.</param>
public sealed record StepTurn(WalkState State, Decision Decision, int Bytes, int ControlEpoch = 0);
