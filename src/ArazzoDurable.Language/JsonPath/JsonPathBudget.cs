namespace ArazzoDurable.Language.JsonPath;

/// <summary>How much work a query may cause. What is exceeded ends the evaluation with a value that says so, never with an exception.</summary>
/// <param name="Nodes">How many nodes may be visited, counting those that filters and comparisons look at. Default 1,000,000.</param>
/// <param name="Depth">How many levels of the document, and of filters inside filters, may be open at once. Default 512.</param>
public sealed record JsonPathBudget(int Nodes = 1_000_000, int Depth = 512)
{
    /// <summary>The budget that applies when none is given.</summary>
    public static JsonPathBudget Default { get; } = new();
}
