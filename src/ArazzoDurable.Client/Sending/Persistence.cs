using System.Security.Cryptography;

namespace ArazzoDurable.Client.Sending;

/// <summary>How long to go on after failures that may pass.</summary>
/// <param name="MostFailures">How many of them, one after the other, are borne.</param>
/// <param name="Patience">How long they may last.</param>
sealed record Persistence(int MostFailures, TimeSpan Patience)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>The longest <c>Retry-After</c> that is waited for.</summary>
    static readonly TimeSpan LongestOrdered = TimeSpan.FromMinutes(2);

    /// <summary>The first failure is the last word.</summary>
    public static Persistence None { get; } = new(0, TimeSpan.Zero);

    public static Persistence Times(int failures) => new(failures, TimeSpan.MaxValue);

    public static Persistence For(TimeSpan patience) => new(int.MaxValue, patience);

    /// <summary>How long to pause before the next try; null: there is none.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="failures">How often something has, this time included.</param>
    /// <param name="lasting">Since when.</param>
    public TimeSpan? PauseAfter(Exception failure, int failures, TimeSpan lasting)
    {
        if (!Transience.Is(failure) || failures > MostFailures || lasting > Patience)
            return null;
        return failure is ArazzoApiException { RetryAfter: { } ordered }
            ? ordered <= LongestOrdered ? ordered : null
            : Backoff(failures);
    }

    /// <summary>Half a second, doubled up to 15 s, less up to a quarter: so that many clients do not come back all at once.</summary>
    public static TimeSpan Backoff(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (1 - (RandomNumberGenerator.GetInt32(250) / 1000.0));
    }
}
