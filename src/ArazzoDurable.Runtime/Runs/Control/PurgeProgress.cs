namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>How far a purge is.</summary>
public enum PurgeProgress
{
    /// <summary>Instances of the run have not ended; nothing was removed.</summary>
    Waiting,

    /// <summary>More is left to remove.</summary>
    More,

    /// <summary>Nothing is left.</summary>
    Done,
}
