using System.Globalization;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Runtime.Tests.Docs;

/// <summary>The page <c>docs/limits.md</c>: its rows that begin with a limit's name, and the default that each gives.</summary>
static partial class LimitsPage
{
    /// <summary>The default column by the limit's name, such as <c>SyntaxLimits.Bytes</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read() => File.ReadLines(Path.Combine(Repository.Root, "docs", "limits.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["default"].Value.Trim(), StringComparer.Ordinal);

    /// <summary>A value as the page writes it: digits in groups, times in their largest whole unit.</summary>
    public static string Spell(object value) => value switch
    {
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
        double number => number.ToString(CultureInfo.InvariantCulture),
        TimeSpan time when time == TimeSpan.FromHours((int)time.TotalHours) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h"),
        TimeSpan time when time.TotalSeconds >= 120 && time.Seconds == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min"),
        TimeSpan time when time.TotalSeconds >= 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} ms"),
        _ => throw new ArgumentException($"The page has no limits of the type {value.GetType()}.", nameof(value)),
    };

    [GeneratedRegex(@"^\| `(?<name>\w+\.\w+)` \| (?<default>[^|]+)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
