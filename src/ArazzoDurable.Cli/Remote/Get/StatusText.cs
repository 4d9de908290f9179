using System.Globalization;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>Words how a run stands.</summary>
static class StatusText
{
    /// <summary>A line for each thing that is known of it.</summary>
    public static void Write(RunStatus run, TextWriter output)
    {
        Line("run", run.RunId);
        Line("status", RunWord.Of(run.Status));
        Line("flow", run.FlowId);
        if (run.FlowName is { } name)
            Line("name", run.FlowLabel is { } label ? $"{name} {label}" : name);
        Line("items", CountLine.Of(run.Items));
        Line("created", Time(run.CreatedAt));
        if (run.CompletedAt is { } end)
            Line("ended", $"{Time(end)}, after {ProgressLines.Seconds(end - run.CreatedAt)}");
        if (run.Step is { } step)
            Line("step", $"{step}{ProgressLines.Count(run.Visit ?? 1, run.Attempt ?? 1)}{(run.NextAttemptAt is { } next ? $"  next attempt at {EventLine.Time(next)}" : "")}");

        void Line(string what, string value) => output.WriteLine(Printable.Line($"{what,-8} {value}"));
    }

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
