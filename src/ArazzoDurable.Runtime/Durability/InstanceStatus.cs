namespace ArazzoDurable.Runtime.Durability;

/// <summary>Whether an instance runs. The names are those of the Durable Task extension.</summary>
public enum InstanceStatus
{
    /// <summary>Scheduled, and not yet begun.</summary>
    Pending,

    /// <summary>Begun, and perhaps waiting.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Completed,

    /// <summary>Ended with an unhandled exception.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Terminated,

    /// <summary>Held from outside.</summary>
    Suspended,
}
