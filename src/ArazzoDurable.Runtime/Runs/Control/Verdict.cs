namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>What a command does to a run that stands as it does.</summary>
public enum Verdict
{
    /// <summary>It changes the run.</summary>
    Change,

    /// <summary>It is so already: there is nothing to do.</summary>
    Nothing,

    /// <summary>A run that stands so does not take it.</summary>
    Conflict,
}
