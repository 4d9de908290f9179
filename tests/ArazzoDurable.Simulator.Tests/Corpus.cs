namespace ArazzoDurable.Simulator.Tests;

/// <summary>Published documents and official suites, found by the environment variable ARAZZO_CORPUS.</summary>
static class Corpus
{
    public const string NotSet = "ARAZZO_CORPUS is not set.";

    public static string? Root => Environment.GetEnvironmentVariable("ARAZZO_CORPUS") is { Length: > 0 } root ? root : null;

    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root ?? throw new InvalidOperationException(NotSet), .. parts]);
}

/// <summary>A theory about the corpus; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.Root is null ? Corpus.NotSet : null;
}
