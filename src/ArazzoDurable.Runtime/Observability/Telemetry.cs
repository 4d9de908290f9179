using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ArazzoDurable.Runtime.Observability;

/// <summary>
/// What the runner tells those that listen: spans of the source and instruments of the meter <c>ArazzoDurable</c>. Neither holds a secret,
/// and no metric names a run.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ArazzoDurable";

    /// <summary>The span of a submit.</summary>
    public const string SubmitSpanName = "arazzo.submit";

    /// <summary>The span of one attempt of a step.</summary>
    public const string StepSpanName = "arazzo.step";

    internal static readonly ActivitySource Source = new(Name);

    static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Submits = Meter.CreateCounter<long>("arazzo.submits", "{submit}", "Requests for runs, by what came of them.");

    internal static readonly Counter<long> Items = Meter.CreateCounter<long>("arazzo.items", "{item}", "Items that ended, by their outcome.");

    internal static readonly Counter<long> Attempts = Meter.CreateCounter<long>("arazzo.attempts", "{attempt}", "Attempts of steps, by what they came to.");

    internal static readonly Histogram<double> AttemptDuration = Meter.CreateHistogram<double>(
        "arazzo.attempt.duration", "s", "How long attempts of steps took, by what they came to.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });

    internal static readonly Counter<long> LoopEntries = Meter.CreateCounter<long>("arazzo.loop.entries", "{entry}", "Steps that were entered again by a loop that waits.");

    /// <summary>The tag that tells what came of something: one of few words.</summary>
    internal static KeyValuePair<string, object?> Outcome(string outcome) => new("arazzo.outcome", outcome);
}
