namespace ArazzoDurable.Cli.Tests;

/// <summary>A theory about the corpus; skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.IsThere ? null : Corpus.Unset;
}
