namespace ArazzoDurable.Language.Schemas;

/// <summary>One evaluation: what it has cost so far, and whether it gave up.</summary>
/// <param name="tracksEvaluated">Whether some keyword asks for what others left unevaluated.</param>
/// <param name="allowance">What it may cost together with others; null: what it may cost alone.</param>
sealed class EvaluationRun(bool tracksEvaluated, SchemaAllowance? allowance)
{
    int applications;

    internal bool TracksEvaluated { get; } = tracksEvaluated;

    /// <summary>The limit that was exceeded, in words; null while none was.</summary>
    internal string? Exceeded { get; private set; }

    /// <summary>Counts an application of a schema. Once a limit is exceeded all is over quickly, and the outcome does not count.</summary>
    internal bool TryEnter(int depth)
    {
        if (depth > SchemaLimits.Depth)
            Exceeded ??= $"the schema applies to the value through more than {SchemaLimits.Depth} levels";
        else if (++applications > SchemaLimits.Applications)
            Exceeded ??= $"checking the value takes more than {SchemaLimits.Applications} applications of a schema";
        else if (allowance is not null && !allowance.TryTake())
            Exceeded ??= "checking this value and those before it takes more applications of a schema than are allowed in all";
        return Exceeded is null;
    }
}
