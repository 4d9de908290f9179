namespace ArazzoDurable.Runtime.Tests;

/// <summary>Real documents that are no part of the repository, found by the environment variable ARAZZO_CORPUS.</summary>
static class Corpus
{
    public const string Unset = "ARAZZO_CORPUS is not set.";

    static readonly string? Root = Environment.GetEnvironmentVariable("ARAZZO_CORPUS");

    public static bool IsThere => !string.IsNullOrEmpty(Root);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root ?? throw new InvalidOperationException(Unset), .. parts]);

    /// <summary>The Arazzo documents of real providers, relative to the corpus; none when there is no corpus.</summary>
    public static IEnumerable<string> RealDocuments() => !IsThere ? [] : Directory.EnumerateDirectories(Path("api-evangelist"))
        .Select(provider => System.IO.Path.Combine(provider, "arazzo"))
        .SelectMany(Directory.EnumerateFiles)
        .Select(file => System.IO.Path.GetRelativePath(Path(), file))
        .Order(StringComparer.Ordinal);

    /// <summary>The documents that another runner is tested with, relative to the corpus; none when there is no corpus.</summary>
    public static IEnumerable<string> ArazzoRunnerDocuments() => !IsThere ? [] : Directory.EnumerateFiles(Path("jaredce-arazzo-runner"), "*.json", SearchOption.AllDirectories)
        .Where(file => File.ReadAllText(file).Contains("\"arazzo\"", StringComparison.Ordinal))
        .Select(file => System.IO.Path.GetRelativePath(Path(), file))
        .Order(StringComparer.Ordinal);
}
