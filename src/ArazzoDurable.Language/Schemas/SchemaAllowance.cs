namespace ArazzoDurable.Language.Schemas;

/// <summary>What several evaluations may cost together, beside what <see cref="SchemaLimits"/> allows each. For one thread at a time.</summary>
/// <param name="applications">How many applications of a schema to a place.</param>
public sealed class SchemaAllowance(long applications)
{
    long left = applications;

    /// <summary>Whether more was asked for than there was; the evaluation that did has no outcome.</summary>
    public bool IsExceeded => left < 0;

    internal bool TryTake() => --left >= 0;
}
