namespace ArazzoDurable.Runtime.Runs;

/// <summary>What the owner of a run can have done with it.</summary>
public enum RunCommand
{
    /// <summary>It makes no more calls, and ends.</summary>
    Cancel,

    /// <summary>It makes no calls until it is resumed.</summary>
    Suspend,

    /// <summary>It goes on.</summary>
    Resume,

    /// <summary>Its failed and cancelled items are walked again.</summary>
    Rerun,

    /// <summary>All that is kept of it is removed.</summary>
    Delete,
}
