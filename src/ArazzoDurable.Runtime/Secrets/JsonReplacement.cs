using System.Text.Json;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>Makes a value anew with some of its nodes replaced.</summary>
static class JsonReplacement
{
    /// <param name="value">The value.</param>
    /// <param name="replace">Gives what to put in the place of a node, which is then not looked into; null to keep the node and look into it.</param>
    public static JsonElement Replace(JsonElement value, Func<JsonElement, JsonElement?> replace)
    {
        var result = new RawJson();
        Write(value, replace, result);
        return result.ToElement();
    }

    static void Write(JsonElement node, Func<JsonElement, JsonElement?> replace, RawJson result)
    {
        if (replace(node) is { } replacement)
        {
            result.Value(replacement);
            return;
        }
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                result.Start(JsonValueKind.Object);
                foreach (var member in node.EnumerateObject())
                {
                    result.Name(member);
                    Write(member.Value, replace, result);
                }
                result.End(JsonValueKind.Object);
                break;
            case JsonValueKind.Array:
                result.Start(JsonValueKind.Array);
                foreach (var element in node.EnumerateArray())
                    Write(element, replace, result);
                result.End(JsonValueKind.Array);
                break;
            default:
                result.Value(node);
                break;
        }
    }
}
