using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>enum</c>, or <c>const</c> as an enumeration of one value.</summary>
sealed class EnumKeyword(SchemaNode owner, string name, ImmutableArray<JsonElement> values) : Keyword(owner, name)
{
    const int MostTold = 10;

    readonly HashSet<JsonElement> allowed = new(values, JsonEquality.Instance);

    internal override bool Evaluate(in Frame frame) =>
        allowed.Contains(frame.Value)
        || (frame.Tells && frame.Fail(this, $"expected {Expected()}, found {Found.OtherThan(frame.Value, values)}"));

    string Expected()
    {
        if (values.Length == 1)
            return Found.Quote(values[0]);
        var told = string.Join(", ", values.Take(MostTold).Select(Found.Quote));
        return values.Length > MostTold ? FormattableString.Invariant($"one of {told} and {values.Length - MostTold} more") : $"one of {told}";
    }
}
