namespace ArazzoDurable.Language.Documents;

/// <summary>A language and its version (Arazzo 1.1.0, Expression Type Object).</summary>
/// <param name="Kind">The language.</param>
/// <param name="Version">The version as it is written, such as <c>draft-goessner-dispatch-jsonpath-00</c>; null: the default one.</param>
public sealed record ExpressionType(CriterionKind Kind, string? Version = null);
