namespace ArazzoDurable.Runtime.Tests;

/// <summary>A fact about the corpus; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.IsThere ? null : Corpus.Unset;
}
