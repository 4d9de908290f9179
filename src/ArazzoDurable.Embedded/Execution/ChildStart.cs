using ArazzoDurable.Embedded.Instances;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>A child that a turn asked for.</summary>
sealed class ChildStart(TaskKey asked, InstanceRecord record)
{
    /// <summary>The task that waits for it.</summary>
    public TaskKey Asked { get; } = asked;

    public InstanceRecord Record { get; } = record;

    /// <summary>The child; null when its id was taken.</summary>
    public InstanceActor? Started { get; set; }

    /// <summary>Whether the id was free.</summary>
    public bool Inserted { get; set; }
}
