using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>multipleOf</c>.</summary>
sealed class MultipleOfKeyword(SchemaNode owner, JsonElement divisor) : Keyword(owner, "multipleOf")
{
    readonly JsonNumber number = JsonNumber.From(divisor);

    internal override bool Evaluate(in Frame frame) =>
        frame.Value.ValueKind is not JsonValueKind.Number
        || JsonNumber.From(frame.Value).IsMultipleOf(number)
        || (frame.Tells && frame.Fail(this, $"expected a multiple of {Found.Quote(divisor)}, found {Found.In(frame.Value)}"));
}
