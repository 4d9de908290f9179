namespace ArazzoDurable.Cli.Tests;

/// <summary>A fact about the corpus; skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.IsThere ? null : Corpus.Unset;
}
