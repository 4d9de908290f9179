namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>How a walk may end, the worst first.</summary>
enum EndingKind
{
    /// <summary>In a failure, or where the simulator cannot follow it.</summary>
    Failed,

    /// <summary>Never: whatever is answered, it goes back.</summary>
    Endless,

    /// <summary>In success.</summary>
    Succeeded,
}
