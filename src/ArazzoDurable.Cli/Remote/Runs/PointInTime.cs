using System.Globalization;

namespace ArazzoDurable.Cli.Remote.Runs;

/// <summary>A time of the command line.</summary>
static class PointInTime
{
    /// <summary>Reads a time, or how long ago it is.</summary>
    /// <param name="option">The option, as it is shown.</param>
    /// <param name="text">What was typed; null for nothing.</param>
    /// <param name="time">Says what time it is.</param>
    /// <exception cref="CommandFailedException">It is neither.</exception>
    public static DateTimeOffset? Read(string option, string? text, TimeProvider time)
    {
        if (text is null)
            return null;
        if (Ago(text) is { } ago)
            return time.GetUtcNow() - ago;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw new CommandFailedException($"{option} expects a time such as 2026-11-20T08:00:00Z, or how long ago, such as 90s, 30m, 12h or 7d; '{text}' is neither.");
    }

    static TimeSpan? Ago(string text)
    {
        // As many days as a thousand years have, at the most.
        if (text.Length is < 2 or > 7 || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' when number < 365_000 => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
