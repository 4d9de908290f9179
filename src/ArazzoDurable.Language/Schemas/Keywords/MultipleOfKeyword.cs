using System.Text.Json;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>multipleOf</c>.</summary>
sealed class MultipleOfKeyword(SchemaNode owner, JsonElement divisor) : Keyword(owner, "multipleOf")
{
    readonly ExactNumber number = ExactNumber.Of(divisor);

    internal override bool Evaluate(in Frame frame) =>
        frame.Value.ValueKind is not JsonValueKind.Number
        || ExactNumber.Of(frame.Value).IsMultipleOf(number)
        || (frame.Tells && frame.Fail(this, $"expected a multiple of {Found.Quote(divisor)}, found {Found.In(frame.Value)}"));
}
