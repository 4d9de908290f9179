using System.Globalization;

namespace ArazzoDurable.Cli.Run;

/// <summary>The option <c>--poll-interval</c>.</summary>
static class PollInterval
{
    /// <summary>The seconds that it says; null when it is not given.</summary>
    /// <exception cref="CommandFailedException">It is no number of seconds.</exception>
    public static decimal? Read(string? text) => text is null ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 ? seconds
        : throw new CommandFailedException($"--poll-interval expects a number of seconds from 0, such as 0.5, not '{text}'.");
}
