using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>uniqueItems: true</c>.</summary>
sealed class UniqueItemsKeyword(SchemaNode owner) : Keyword(owner, "uniqueItems")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsArray(frame))
            return true;
        var first = new Dictionary<JsonElement, int>(JsonEquality.Instance);
        var index = 0;
        foreach (var element in frame.Value.EnumerateArray())
        {
            if (!first.TryAdd(element, index))
                return frame.Tells && frame.Fail(this, FormattableString.Invariant($"expected different elements, found equal ones at {first[element]} and {index}"));
            index++;
        }
        return true;
    }
}
