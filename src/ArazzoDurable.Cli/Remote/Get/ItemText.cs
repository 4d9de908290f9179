using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Client.Items;

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
            foreach (var attempt in Attempts(visit))
                output.WriteLine(Printable.Line($"  {Attempt(visit, attempt)}"));
        }
    }

    static string Position(ItemState item) => item.Step is not { } step ? ""
        : $"  {step}{ProgressLines.Count(item.Visit ?? 1, item.Attempt ?? 1)}{(item.NextAttemptAt is { } next ? $"  next attempt at {EventLine.Time(next)}" : "")}";

    static IEnumerable<JsonElement> Attempts(JsonElement visit) =>
        visit.TryGetProperty("attempts", out var attempts) && attempts.ValueKind is JsonValueKind.Array ? attempts.EnumerateArray() : [];

    static string Attempt(JsonElement visit, JsonElement attempt)
    {
        var status = Number(attempt, "statusCode") is { } code ? code.ToString(CultureInfo.InvariantCulture) : "no response";
        var took = Number(attempt, "durationMs") is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $"  {milliseconds} ms") : "";
        var error = attempt.TryGetProperty("error", out var why) ? $": {Text(why, "code")}: {Text(why, "message")}" : "";
        var path = Text(visit, "path") is "" ? "" : $"{Text(visit, "workflowId")}/";
        return $"{path}{Text(visit, "stepId")}  {status}{ProgressLines.Count((int)(Number(visit, "visit") ?? 1), (int)(Number(attempt, "attempt") ?? 1))}{took}{error}";
    }

    static long? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
