namespace ArazzoDurable.Cli.Tests;

/// <summary>Published documents and official suites, found by the environment variable <c>ARAZZO_CORPUS</c>.</summary>
static class Corpus
{
    internal const string NotSet = "ARAZZO_CORPUS is not set.";

    internal static string? Root => Environment.GetEnvironmentVariable("ARAZZO_CORPUS") is { Length: > 0 } root ? root : null;

    internal static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root ?? throw new InvalidOperationException(NotSet), .. parts]);
}

/// <summary>A theory about the corpus; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute()
    {
        if (Corpus.Root is null)
            Skip = Corpus.NotSet;
    }
}

/// <summary>A fact about the corpus; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute()
    {
        if (Corpus.Root is null)
            Skip = Corpus.NotSet;
    }
}
