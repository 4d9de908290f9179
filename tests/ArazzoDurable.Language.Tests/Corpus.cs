namespace ArazzoDurable.Language.Tests;

/// <summary>The documents of others that tests read; found by the environment variable ARAZZO_CORPUS.</summary>
static class Corpus
{
    public static string? Root => Environment.GetEnvironmentVariable("ARAZZO_CORPUS");

    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root ?? throw new InvalidOperationException("ARAZZO_CORPUS is not set."), .. parts]);
}

/// <summary>A fact about the corpus; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.Root is null ? "ARAZZO_CORPUS is not set." : null;
}

/// <summary>A theory about the corpus; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.Root is null ? "ARAZZO_CORPUS is not set." : null;
}
