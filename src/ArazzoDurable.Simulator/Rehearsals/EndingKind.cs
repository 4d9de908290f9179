namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>How a walk may end, the worst first.</summary>
enum EndingKind
{
    /// <summary>In a failure, or where the simulator cannot follow it.</summary>
    Failed,

    /// <summary>Never: whatever is answered, it goes back.</summary>
    Endless,

    /// <summary>In a failure that an <c>end</c> action of the document ends.</summary>
    Ended,

    /// <summary>In success.</summary>
    Succeeded,
}
