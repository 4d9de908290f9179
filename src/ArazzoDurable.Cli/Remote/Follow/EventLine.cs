using System.Globalization;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Follow;

/// <summary>Words what happened in a run, a line each.</summary>
static class EventLine
{
    /// <summary>The line of an event.</summary>
    public static string Of(RunEvent happened) => Printable.Line(happened switch
    {
        RunEvent.RunCreated created => $"run created, {CountLine.Of(created.Run.Items)}",
        RunEvent.RunSuspended => "run suspended",
        RunEvent.RunResumed => "run resumed",
        RunEvent.RunCancelling => "run is being cancelled",
        RunEvent.RunRestarted restarted => $"run started again, {CountLine.Of(restarted.Run.Items)}",
        RunEvent.RunCompleted completed => $"run ended with {RunWord.Of(completed.Run.Status)}, {CountLine.Of(completed.Run.Items)}",
        RunEvent.RunSnapshot snapshot => $"run is {RunWord.Of(snapshot.Run.Status)}, {CountLine.Of(snapshot.Run.Items)}; earlier events are no longer kept",
        RunEvent.ItemStarted started => Item(started.ItemIndex, "started"),
        RunEvent.ItemCompleted completed => Item(completed.ItemIndex, $"{OutcomeReport.Word(completed.Status)}{Error(completed.Error)}"),
        RunEvent.StepAttempted attempted => Item(attempted.Visit.ItemIndex, Attempt(attempted)),
        RunEvent.StepCompleted completed => Item(completed.Visit.ItemIndex, $"{Step(completed.Visit)}  {(completed.Success ? "succeeded" : "failed")}{Next(completed.Next)}"),
        RunEvent.StepWaiting waiting => Item(waiting.Visit.ItemIndex, $"{Step(waiting.Visit)}  waits until {Time(waiting.NextAttemptAt)}"),
        _ => happened.GetType().Name,
    });

    /// <summary>An attempt of a step, without its item.</summary>
    public static string Attempt(RunEvent.StepAttempted attempted) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Step(attempted.Visit)}  {attempted.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no response"}{ProgressLines.Count(attempted.Visit.Visit, attempted.Visit.Attempt)}  {attempted.DurationMs} ms{Error(attempted.Error)}");

    /// <summary>A time of the day, in UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Why something failed, after what did; empty when it did not.</summary>
    public static string Error(ItemError? error) => error is null ? "" : $": {error.Code}: {error.Message}";

    static string Item(int item, string what) => string.Create(CultureInfo.InvariantCulture, $"item {item}  {what}");

    static string Step(StepVisit visit) => visit.Path.Length == 0 ? visit.StepId : $"{visit.WorkflowId}/{visit.StepId}";

    static string Next(NextMove next) => next switch
    {
        { Move: MoveKind.End } => ", which ends the workflow",
        { StepId: { } step } => $", next is {step}",
        { WorkflowId: { } workflow } => $", next is workflow {workflow}",
        _ => "",
    };
}
