using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>What an instance is told.</summary>
abstract record Message
{
    Message()
    {
    }

    /// <summary>Run, or carry on.</summary>
    public sealed record Begin : Message;

    /// <summary>An activity, a timer or a child ended.</summary>
    public sealed record TaskEnded(int Generation, HistoryKind Kind, int TaskId, byte[]? Payload) : Message
    {
        /// <summary>What is to be written with it.</summary>
        public IReadOnlyList<IWrite> Writes { get; init; } = [];
    }

    /// <summary>Somebody waits until it is durable: true when it was in time, false when the instance has ended.</summary>
    public abstract record Awaited(TaskCompletionSource<bool> Acknowledgement) : Message;

    /// <summary>An event was raised.</summary>
    public sealed record EventRaised(InboxEntry Entry, TaskCompletionSource<bool> Acknowledgement) : Awaited(Acknowledgement);

    /// <summary>An order came.</summary>
    public sealed record Ordered(InstanceOrder Order, TaskCompletionSource<bool> Acknowledgement) : Awaited(Acknowledgement);

    /// <summary>An event was raised, and is in the inbox already.</summary>
    public sealed record InboxGrew(InboxEntry Entry) : Message;

    /// <summary>The orchestration's code ran, or wanted to run, elsewhere than in a turn.</summary>
    public sealed record WentAstray(int Generation) : Message;
}
