using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary>
/// <c>minLength</c> and <c>maxLength</c>, which count Unicode code points, <c>minItems</c>, <c>maxItems</c>,
/// <c>minProperties</c> and <c>maxProperties</c>.
/// </summary>
sealed class SizeLimit(SchemaNode owner, string name, int limit) : Keyword(owner, name)
{
    readonly bool isMinimum = name.StartsWith("min", StringComparison.Ordinal);

    internal override bool Evaluate(in Frame frame)
    {
        var (size, thing) = (Name[3..], frame.Value.ValueKind) switch
        {
            ("Length", JsonValueKind.String) => (frame.Value.GetString()!.EnumerateRunes().Count(), "character"),
            ("Items", JsonValueKind.Array) => (frame.Value.GetArrayLength(), "element"),
            ("Properties", JsonValueKind.Object) => (frame.Value.GetPropertyCount(), "member"),
            _ => (limit, ""),
        };
        if (isMinimum ? size >= limit : size <= limit)
            return true;
        var relation = isMinimum ? "at least" : "at most";
        return frame.Tells && frame.Fail(this, FormattableString.Invariant($"expected {relation} {Found.Count(limit, thing)}, found {size}"));
    }
}
