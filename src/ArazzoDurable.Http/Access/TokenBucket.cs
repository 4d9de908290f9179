namespace ArazzoDurable.Http.Access;

/// <summary>Lets so many through in a second, and so many at once after a pause. Safe for use by any number of threads.</summary>
/// <param name="perSecond">How many tokens come in a second; above zero.</param>
/// <param name="burst">How many tokens it holds; it begins full.</param>
/// <param name="time">Measures the time between two looks; a clock that is set does not move it.</param>
sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    readonly Lock gate = new();
    double tokens = burst;
    long lastLook = time.GetTimestamp();

    /// <summary>Takes tokens: all of them or none.</summary>
    /// <param name="count">How many; at most what the bucket holds.</param>
    /// <returns>Null when there were so many, else how long it takes until there are.</returns>
    public TimeSpan? Take(int count = 1)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(burst, tokens + (time.GetElapsedTime(lastLook, now).TotalSeconds * perSecond));
            lastLook = now;
            if (tokens < count)
                return TimeSpan.FromSeconds((count - tokens) / perSecond);
            tokens -= count;
            return null;
        }
    }
}
