namespace ArazzoDurable.Language.Schemas;

/// <summary>Where violations gather.</summary>
/// <param name="limit">How many are kept; more are dropped.</param>
/// <param name="isBrief">Whether a summary should not go into detail, being itself a detail of another summary.</param>
sealed class ViolationSink(int limit, bool isBrief)
{
    internal List<SchemaViolation> Violations { get; } = [];

    internal bool IsBrief { get; } = isBrief;

    internal bool IsFull => Violations.Count >= limit;
}
