namespace ArazzoDurable.Cli.Tests;

/// <summary>Real documents that are no part of the repository, found by the environment variable ARAZZO_CORPUS.</summary>
static class Corpus
{
    public const string Unset = "ARAZZO_CORPUS is not set.";

    static readonly string? Root = Environment.GetEnvironmentVariable("ARAZZO_CORPUS");

    public static bool IsThere => !string.IsNullOrEmpty(Root);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root ?? throw new InvalidOperationException(Unset), .. parts]);
}
