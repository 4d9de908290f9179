namespace ArazzoDurable.Runtime.Durability;

/// <summary>What an instance may be told from outside. The names are those of the Durable Task extension.</summary>
public enum InstanceCommand
{
    /// <summary>Goes no further. Events are kept, timers that fire and activities that end wait.</summary>
    Suspend,

    /// <summary>Goes on with what has come meanwhile, in its order. One that is not suspended takes over the reason, and no more.</summary>
    Resume,

    /// <summary>Ends at once.</summary>
    Terminate,
}
