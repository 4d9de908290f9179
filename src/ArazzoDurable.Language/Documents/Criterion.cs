namespace ArazzoDurable.Language.Documents;

/// <summary>A condition that holds or does not (Arazzo 1.0.1, Criterion Object).</summary>
public sealed record Criterion : Element
{
    /// <summary>The runtime expression whose value the condition is about; null when not given.</summary>
    public Text? Context { get; init; }

    /// <summary>The condition.</summary>
    public required Text Condition { get; init; }

    /// <summary>The language of the condition.</summary>
    public ExpressionType Type { get; init; } = new(CriterionKind.Simple);
}
