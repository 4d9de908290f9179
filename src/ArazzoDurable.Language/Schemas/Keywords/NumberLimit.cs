using System.Text.Json;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c>.</summary>
sealed class NumberLimit(SchemaNode owner, string name, JsonElement limit) : Keyword(owner, name)
{
    readonly ExactNumber number = ExactNumber.Of(limit);

    internal override bool Evaluate(in Frame frame)
    {
        if (frame.Value.ValueKind is not JsonValueKind.Number)
            return true;
        var order = ExactNumber.Of(frame.Value).CompareTo(number);
        var (holds, relation) = Name switch
        {
            "minimum" => (order >= 0, "at least"),
            "maximum" => (order <= 0, "at most"),
            "exclusiveMinimum" => (order > 0, "more than"),
            _ => (order < 0, "less than"),
        };
        return holds || (frame.Tells && frame.Fail(this, $"expected {relation} {Found.Quote(limit)}, found {Found.In(frame.Value)}"));
    }
}
