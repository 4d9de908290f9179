namespace ArazzoDurable.Runtime.Polling;

/// <summary>What the <c>x-polling</c> of a step, a submit or a host's settings change of the <see cref="PollingPolicy"/>. Times are decimal seconds.</summary>
public sealed record PollingOverride
{
    /// <summary>The first delay.</summary>
    public decimal? Interval { get; init; }

    /// <summary>By what each delay grows.</summary>
    public decimal? Factor { get; init; }

    /// <summary>The longest delay.</summary>
    public decimal? MaxInterval { get; init; }

    /// <summary>How long a loop may go on.</summary>
    public decimal? Deadline { get; init; }

    /// <summary>How many steps an item may visit.</summary>
    public int? MaxVisits { get; init; }

    /// <summary>Whether every delay is just <see cref="Interval"/>: no growth and no jitter.</summary>
    public bool? Constant { get; init; }
}
