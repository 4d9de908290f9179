using System.Globalization;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>What an orchestration asked its context for.</summary>
abstract record Request
{
    Request()
    {
    }

    /// <summary>How a history names it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a row of this kind ends it.</summary>
    public abstract bool EndsBy(HistoryKind kind);

    public sealed record Activity(string ActivityName, byte[] Input) : Request
    {
        public override string Name => ActivityName;

        public override bool EndsBy(HistoryKind kind) => kind is HistoryKind.ActivityCompleted or HistoryKind.ActivityFailed;

        public override string ToString() => $"the activity '{ActivityName}'";
    }

    public sealed record Child(string Orchestration, byte[] Input, string InstanceId) : Request
    {
        public override string Name => $"{Orchestration} {InstanceId}";

        public override bool EndsBy(HistoryKind kind) => kind is HistoryKind.ChildCompleted or HistoryKind.ChildFailed;

        public override string ToString() => $"the child '{Name}'";
    }

    public sealed record Event(string EventName) : Request
    {
        public override string Name => EventName;

        public override bool EndsBy(HistoryKind kind) => kind is HistoryKind.EventReceived;

        public override string ToString() => $"the event '{EventName}'";
    }

    public sealed record Timer(DateTime FireAt) : Request
    {
        public override string Name => "";

        public override bool EndsBy(HistoryKind kind) => kind is HistoryKind.TimerFired;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"a timer of {FireAt:O}");
    }
}
