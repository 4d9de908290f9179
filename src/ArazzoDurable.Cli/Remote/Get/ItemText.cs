using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Items;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>Words how an item stands.</summary>
static class ItemText
{
    /// <summary>An item in a line, and its outputs below.</summary>
    public static void Write(ItemState item, TextWriter output)
    {
        output.WriteLine(Printable.Line(string.Create(
            CultureInfo.InvariantCulture, $"item {item.ItemIndex}: {ItemWord.Of(item.Status)}{Position(item)}{EventLine.Error(item.Result?.Error)}")));
        if (item.Result?.Value is { ValueKind: JsonValueKind.Object } outputs)
            OutcomeReport.WriteOutputs(outputs, output, "  ");
    }

    /// <summary>The visits of an item, a line for each attempt.</summary>
    public static void WriteVisits(ItemState item, TextWriter output)
    {
        if (item.VisitsTruncated is true)
            output.WriteLine("  the first visits are no longer told");
        foreach (var visit in item.Visits ?? [])
        {
            foreach (var attempt in visit.Attempts)
                output.WriteLine(Printable.Line($"  {Attempt(visit, attempt)}"));
            if (visit.NextAttemptAt is { } next)
                output.WriteLine(Printable.Line($"  {Step(visit)}  next attempt at {EventLine.Time(next)}"));
        }
    }

    static string Position(ItemState item) => item is not { Status: ItemStatus.Running, Step: { } step } ? ""
        : $"  {step}{ProgressLines.Count(item.Visit ?? 1, item.Attempt ?? 1)}{(item.NextAttemptAt is { } next ? $"  next attempt at {EventLine.Time(next)}" : "")}";

    static string Attempt(ItemVisit visit, ItemAttempt attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Step(visit)}  {attempt.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no response"}{ProgressLines.Count(visit.Visit, attempt.Attempt)}  {attempt.DurationMs} ms{EventLine.Error(attempt.Error)}");

    static string Step(ItemVisit visit) => string.IsNullOrEmpty(visit.Path) ? visit.StepId : $"{visit.WorkflowId}/{visit.StepId}";
}
