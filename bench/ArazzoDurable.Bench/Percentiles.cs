using System.Collections.Immutable;

namespace ArazzoDurable.Bench;

/// <summary>Percentiles of times.</summary>
static class Percentiles
{
    /// <summary>The time, in milliseconds, that so many per cent of the times do not exceed.</summary>
    public static double Of(ImmutableArray<TimeSpan> times, int percent) =>
        times.IsEmpty ? 0 : times.Order().ElementAt((times.Length - 1) * percent / 100).TotalMilliseconds;
}
