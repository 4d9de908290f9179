using System.Globalization;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The <c>Retry-After</c> header: seconds, or a date (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    /// <summary>The longest wait that a server may ask for.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(1);

    /// <summary>How long a header asks to wait, at most <see cref="Longest"/>; null when it says nothing that can be read.</summary>
    /// <param name="header">The header's value; null when there is none.</param>
    /// <param name="now">The present time, for a date.</param>
    public static TimeSpan? Parse(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Bounded(seconds > (decimal)Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds((double)seconds));
        if (text.All(char.IsAsciiDigit))
            return Longest;
        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded(date - now)
            : null;
    }

    static TimeSpan Bounded(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
