using System.Globalization;
using System.Security.Cryptography;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>How often and after what time a request is sent again.</summary>
static class BlobRetries
{
    /// <summary>How often a request is sent at the most.</summary>
    public const int Attempts = 6;

    /// <summary>How many bytes a second a connection carries at the least: what is sent and answered is given as much more time.</summary>
    public const int BytesPerSecond = 2_097_152;

    /// <summary>How long an attempt may take, its answer included, beside the time for what is carried.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long all attempts and delays may take together, beside the time for what is carried: below what the platform gives an HTTP request
    /// (230 s) and a function (10 min), after which it ends the worker and all that runs in it.
    /// </summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    /// <summary>The first delay, of which up to a half is taken off by chance; each further one is twice as long.</summary>
    public static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>The longest delay, whatever <c>Retry-After</c> says.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Whether an answer says no more than that it may go better later.</summary>
    public static bool IsTransient(BlobResponse response) =>
        response.Status is 408 or 429 or 500 or 502 or 503 or 504 || response is { Status: 409, ErrorCode: "ContainerBeingDeleted" };

    /// <summary>How much longer something may take because of the bytes that are carried.</summary>
    public static TimeSpan TimeFor(long bytes) => TimeSpan.FromSeconds((double)bytes / BytesPerSecond);

    /// <summary>How long to wait before the attempt that follows this one.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="response">What it was answered; null when the connection failed.</param>
    /// <param name="now">The present time.</param>
    public static TimeSpan DelayAfter(int attempt, BlobResponse? response, DateTimeOffset now)
    {
        // Half of the delay is chance, so that those who failed together do not come back together.
        var delay = FirstDelay * (1 << (attempt - 1)) * (0.5 + (RandomNumberGenerator.GetInt32(500) / 1000.0));
        if (Asked(response?.Header("Retry-After"), now) is { } asked && asked > delay)
            delay = asked;
        return delay < LongestDelay ? delay : LongestDelay;
    }

    static TimeSpan? Asked(string? retryAfter, DateTimeOffset now)
    {
        if (int.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(retryAfter, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now : null;
    }
}
