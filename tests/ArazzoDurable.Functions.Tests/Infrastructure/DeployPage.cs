using System.Text.RegularExpressions;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary><c>docs/deploy.md</c>.</summary>
static partial class DeployPage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "deploy.md"));

    /// <summary>The settings that its table names first in a row.</summary>
    public static IReadOnlyList<string> Settings { get; } = [.. Row().Matches(Text.Split("\n## Settings\n")[1].Split("\n## ")[0]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\| `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
