namespace ArazzoDurable.Runtime.Polling;

/// <summary>How a loop is paced: the wait before it re-enters a step that it visited before.</summary>
public sealed record PollingPolicy
{
    /// <summary>The policy when nobody says otherwise.</summary>
    public static PollingPolicy Default { get; } = new();

    /// <summary>The first delay.</summary>
    /// <value>One second.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By what each delay grows.</summary>
    /// <value>1.5.</value>
    public double Factor { get; init; } = 1.5;

    /// <summary>The longest delay.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>By how much of itself a delay is moved to either side, so that many runs do not poll as one.</summary>
    /// <value>A tenth.</value>
    public double Jitter { get; init; } = 0.1;

    /// <summary>How long a loop may go on, from its first paced re-entry.</summary>
    /// <value>24 hours.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many steps an item may visit, over its whole tree of workflows.</summary>
    /// <value>10,000.</value>
    public int MaxVisits { get; init; } = 10_000;

    /// <summary>This policy with what <paramref name="change"/> says; null changes nothing.</summary>
    public PollingPolicy With(PollingOverride? change)
    {
        if (change is null)
            return this;
        var interval = change.Interval is { } first ? Seconds(first) : Interval;
        var longest = change.MaxInterval is { } max ? Seconds(max) : MaxInterval;
        return this with
        {
            Interval = interval,
            MaxInterval = longest < interval ? interval : longest,
            Factor = change.Constant is true ? 1 : change.Factor is { } factor ? Math.Max(1, (double)factor) : Factor,
            Jitter = change.Constant is true ? 0 : Jitter,
            Deadline = change.Deadline is { } deadline ? Seconds(deadline) : Deadline,
            MaxVisits = change.MaxVisits ?? MaxVisits,
        };
    }

    /// <summary>The delay before a re-entry.</summary>
    /// <param name="turn">How often the loop was paced since its outputs last changed, from 0.</param>
    /// <param name="seed">What the jitter depends on: the same seed gives the same delay.</param>
    public TimeSpan DelayOf(int turn, ulong seed)
    {
        // No wait stays none: nothing times a factor that has grown beyond all numbers would be no number.
        if (Interval <= TimeSpan.Zero)
            return TimeSpan.Zero;
        var grown = Interval.TotalMilliseconds * Math.Pow(Factor, Math.Min(turn, 1_000));
        var bounded = Math.Min(grown, MaxInterval.TotalMilliseconds);
        // 53 bits of the seed make a fraction in [0, 1), moved to [-1, 1).
        var fraction = ((seed >> 11) / (double)(1UL << 53) * 2) - 1;
        return TimeSpan.FromMilliseconds(Math.Round(bounded * (1 + (Jitter * fraction))));
    }

    static TimeSpan Seconds(decimal seconds) =>
        TimeSpan.FromMilliseconds((double)decimal.Clamp(seconds, 0, 366 * 24 * 3600m) * 1000);
}
