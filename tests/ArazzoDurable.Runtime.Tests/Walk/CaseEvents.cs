using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>The events of steps in the log of a run, as cases write them.</summary>
static class CaseEvents
{
    public static IEnumerable<string> Of(MemoryEventLog log, string runId) => log.All(runId)
        .Select(entry => JsonSerializer.Deserialize(entry.Value.Span, RuntimeJson.Default.RunEvent)!)
        .Select(Line)
        .OfType<string>();

    static string? Line(RunEvent happened) => happened switch
    {
        RunEvent.StepAttempted attempted => $"attempted {Place(attempted.Visit)} {(attempted.StatusCode is { } status ? Text(status) : attempted.Error?.Code ?? "success")} -> {Move(attempted.Next, attempted.At)}",
        RunEvent.StepCompleted completed => $"completed {Place(completed.Visit)} {(completed.Success ? "success" : "failure")} -> {Move(completed.Next, completed.At)}",
        RunEvent.StepWaiting waiting => $"waiting {Place(waiting.Visit)} {Seconds(waiting.NextAttemptAt - waiting.At)}",
        _ => null,
    };

    static string Place(StepVisit visit) => $"{visit.Path}/{visit.StepId}#{Text(visit.Visit)}.{Text(visit.Attempt)}".TrimStart('/');

    static string Move(NextMove next, DateTimeOffset now) => string.Join(' ', new[]
    {
        next.Move.ToString().ToLowerInvariant(), next.StepId, next.WorkflowId is null ? null : $"({next.WorkflowId})", next.At is { } at ? $"in {Seconds(at - now)}" : null,
    }.OfType<string>());

    static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
