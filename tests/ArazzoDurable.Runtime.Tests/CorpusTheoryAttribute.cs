namespace ArazzoDurable.Runtime.Tests;

/// <summary>A theory about the corpus; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusTheoryAttribute : TheoryAttribute
{
    public CorpusTheoryAttribute() => Skip = Corpus.IsThere ? null : Corpus.Unset;
}
