using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Client.Watching;

/// <summary>Something that happened in a run.</summary>
/// <param name="Id">Its id in the run's log: to go on watching after it.</param>
/// <param name="Event">What happened.</param>
public sealed record WatchedEvent(string Id, RunEvent Event);
