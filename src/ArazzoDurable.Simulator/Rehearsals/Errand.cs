namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>What a workflow was entered for.</summary>
enum Errand
{
    /// <summary>It is the one that is rehearsed.</summary>
    None,

    /// <summary>A step runs it.</summary>
    Step,

    /// <summary>An action goes there, and does not return.</summary>
    Goto,

    /// <summary>A retry runs it first.</summary>
    Detour,

    /// <summary>The workflow depends on it.</summary>
    Dependency,
}
