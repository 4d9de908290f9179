namespace ArazzoDurable.Runtime.Events;

/// <summary>An event as it is told to who follows a run.</summary>
/// <param name="Sequence">Its place in the run's log; of a snapshot, that of the last event that it stands for.</param>
/// <param name="Type">Its type, such as <c>step.attempted</c>.</param>
/// <param name="Json">The event as JSON in UTF-8, on one line.</param>
public sealed record ToldEvent(long Sequence, string Type, ReadOnlyMemory<byte> Json);
