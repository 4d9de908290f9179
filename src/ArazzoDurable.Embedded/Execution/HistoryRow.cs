namespace ArazzoDurable.Embedded.Execution;

/// <summary>What happened to an instance, in the order in which its code saw it.</summary>
/// <param name="Sequence">Its place in the generation, from 0.</param>
/// <param name="Kind">What happened.</param>
/// <param name="TaskId">The task that it ends; 0 for the start.</param>
/// <param name="Name">The name of the activity, child or event; empty for a timer.</param>
/// <param name="At">When, in UTC: the time that the code sees.</param>
/// <param name="Payload">The result, the event or the failure.</param>
sealed record HistoryRow(int Sequence, HistoryKind Kind, int TaskId, string Name, DateTime At, byte[]? Payload);

/// <summary>What a row of a history tells. The numbers are stored.</summary>
enum HistoryKind
{
    Started = 0,
    ActivityCompleted = 1,
    ActivityFailed = 2,
    TimerFired = 3,
    EventReceived = 4,
    ChildCompleted = 5,
    ChildFailed = 6,
}
