using System.Text.Json.Serialization;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>One row of a history, as the Durable Task Framework keeps it. Payloads are the JSON that the worker's serializer wrote.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(OrchestratorStarted), nameof(OrchestratorStarted))]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(TaskScheduled), nameof(TaskScheduled))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(ChildCreated), "SubOrchestrationInstanceCreated")]
[JsonDerivedType(typeof(ChildCompleted), "SubOrchestrationInstanceCompleted")]
[JsonDerivedType(typeof(ChildFailed), "SubOrchestrationInstanceFailed")]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(ContinuedAsNew), "ContinueAsNew")]
[JsonDerivedType(typeof(ExecutionCompleted), nameof(ExecutionCompleted))]
[JsonDerivedType(typeof(ExecutionFailed), nameof(ExecutionFailed))]
[JsonDerivedType(typeof(OrchestratorCompleted), nameof(OrchestratorCompleted))]
abstract record HistoryEvent
{
    /// <summary>Whether it only marks where an episode begins or ends.</summary>
    [JsonIgnore]
    public bool IsMarker => this is OrchestratorStarted or OrchestratorCompleted;

    /// <summary>Whether the orchestrator asked for it, and was not told it.</summary>
    [JsonIgnore]
    public bool IsAction => this is TaskScheduled or TimerCreated or ChildCreated or EventSent or ContinuedAsNew or ExecutionCompleted or ExecutionFailed;

    /// <summary>The payloads that it holds.</summary>
    [JsonIgnore]
    public IEnumerable<string> Payloads => this switch
    {
        ExecutionStarted started => [started.Input],
        TaskScheduled scheduled => [scheduled.Input],
        TaskCompleted completed => [completed.Result],
        TaskFailed failed => [failed.ErrorType, failed.Message],
        ChildCreated created => [created.InstanceId, created.Input],
        ChildCompleted completed => [completed.Result],
        ChildFailed failed => [failed.ErrorType, failed.Message],
        EventRaised raised => [raised.Payload],
        EventSent sent => [sent.Payload],
        ContinuedAsNew continued => [continued.Input],
        ExecutionCompleted completed => [completed.Result],
        ExecutionFailed failed => [failed.ErrorType, failed.Message],
        OrchestratorCompleted { CustomStatus: { } status } => [status],
        _ => [],
    };

    /// <summary>An episode begins; the orchestrator's clock shows this time until the next one does.</summary>
    public sealed record OrchestratorStarted(DateTime At) : HistoryEvent;

    public sealed record ExecutionStarted(string Name, [property: JsonConverter(typeof(PayloadConverter))] string Input) : HistoryEvent;

    public sealed record TaskScheduled(int Id, string Name, [property: JsonConverter(typeof(PayloadConverter))] string Input) : HistoryEvent;

    public sealed record TaskCompleted(int Id, [property: JsonConverter(typeof(PayloadConverter))] string Result) : HistoryEvent;

    public sealed record TaskFailed(int Id, string ErrorType, string Message) : HistoryEvent;

    public sealed record TimerCreated(int Id, DateTime FireAt) : HistoryEvent;

    public sealed record TimerFired(int Id) : HistoryEvent;

    public sealed record ChildCreated(int Id, string Name, string InstanceId, [property: JsonConverter(typeof(PayloadConverter))] string Input) : HistoryEvent;

    public sealed record ChildCompleted(int Id, [property: JsonConverter(typeof(PayloadConverter))] string Result) : HistoryEvent;

    public sealed record ChildFailed(int Id, string ErrorType, string Message) : HistoryEvent;

    public sealed record EventRaised(string Name, [property: JsonConverter(typeof(PayloadConverter))] string Payload) : HistoryEvent;

    /// <summary>An event that no one waited for is sent on to the next generation.</summary>
    public sealed record EventSent(string Name, [property: JsonConverter(typeof(PayloadConverter))] string Payload) : HistoryEvent;

    public sealed record ContinuedAsNew([property: JsonConverter(typeof(PayloadConverter))] string Input) : HistoryEvent;

    public sealed record ExecutionCompleted([property: JsonConverter(typeof(PayloadConverter))] string Result) : HistoryEvent;

    public sealed record ExecutionFailed(string ErrorType, string Message) : HistoryEvent;

    /// <summary>An episode ends; the custom status is what the instance shows then.</summary>
    public sealed record OrchestratorCompleted([property: JsonConverter(typeof(PayloadConverter))] string? CustomStatus) : HistoryEvent;
}
