using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Access;

/// <summary>
/// Lets in whoever carries the key, and not more requests than the host wants. Those with the key and those without draw from buckets of
/// their own: whoever guesses at keys is slowed down, and does not take the place of those who have one.
/// </summary>
sealed class Entrance(ApiSettings settings, TimeProvider time)
{
    readonly KeyCheck keys = new(settings.ApiKey);
    readonly TokenBucket? known = Bucket(settings, time);
    readonly TokenBucket? strangers = Bucket(settings, time);

    /// <summary>The answer to a request that does not come in; null when it does.</summary>
    public ApiResponse? Refuse(ApiRequest request)
    {
        var isKnown = keys.Admits(request);
        if ((isKnown ? known : strangers)?.Take() is { } pause)
            return Refusals.TooManyRequests(pause);
        return isKnown ? null : Refusals.KeyNeeded();
    }

    /// <summary>The answer to a request that came in and holds more requests than the host takes now; null when it takes them.</summary>
    /// <param name="count">How many more than the one that was counted when it came in.</param>
    public ApiResponse? TakeMore(int count) => known?.Take(count) is { } pause ? Refusals.TooManyRequests(pause) : null;

    static TokenBucket? Bucket(ApiSettings settings, TimeProvider time) =>
        settings.RequestsPerSecond == 0 ? null : new TokenBucket(settings.RequestsPerSecond, settings.RequestBurst, time);
}
