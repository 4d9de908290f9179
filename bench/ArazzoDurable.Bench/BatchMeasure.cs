using System.Collections.Immutable;
using System.Globalization;

namespace ArazzoDurable.Bench;

/// <summary>What a run of many items took.</summary>
/// <param name="Items">How many items it had.</param>
/// <param name="Accepted">How long the submit took.</param>
/// <param name="Ended">How long it was from the submit to the end of the run.</param>
/// <param name="Processor">How much processor time the process used, over all cores.</param>
/// <param name="Commits">How many transactions were committed.</param>
/// <param name="Rows">The most rows that the history of any instance had that was looked at.</param>
/// <param name="Reads">How long each read of the run's status over HTTP took, meanwhile.</param>
sealed record BatchMeasure(int Items, TimeSpan Accepted, TimeSpan Ended, TimeSpan Processor, long Commits, long Rows, ImmutableArray<TimeSpan> Reads)
{
    /// <summary>The most memory that the process was seen to have, in bytes.</summary>
    public long MostMemory { get; init; }

    /// <summary>How long everything stood still for the garbage collector.</summary>
    public TimeSpan Paused { get; init; }

    /// <summary>How many events each of its followers got; null when it had none.</summary>
    public long? Events { get; init; }

    /// <summary>How long it was from the submit until the last follower had all of them.</summary>
    public TimeSpan Followed { get; init; }

    /// <summary>It in one line.</summary>
    /// <param name="first">The measure to compare it with; null: none.</param>
    public string Describe(BatchMeasure? first) => string.Create(CultureInfo.InvariantCulture,
        $"{Items} items: {Ended.TotalSeconds:F2} s, {Items / Ended.TotalSeconds:F0} items/s; {Processor.TotalSeconds:F2} s of processor time; submit {Accepted.TotalMilliseconds:F0} ms; {Commits} commits; at most {Rows} history rows; "
        + $"GET /api/runs/{{id}} {Reads.Length} times: p50 {Percentiles.Of(Reads, 50):F1} ms, p99 {Percentiles.Of(Reads, 99):F1} ms; "
        + $"at most {MostMemory >> 20} MB; {Paused.TotalMilliseconds:F0} ms of pauses")
        + (Events is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {Events} events to each follower, the last after {Followed.TotalSeconds:F2} s"))
        + (first is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {Ended / first.Ended:F1} times as long as {first.Items} items"));
}
