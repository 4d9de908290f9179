using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Runs over the elements of an array or the values of an object's members, in the order of the text; over nothing for any other value.</summary>
struct ChildEnumerator(JsonElement node)
{
    readonly JsonValueKind kind = node.ValueKind;
    JsonElement.ArrayEnumerator elements = node.ValueKind == JsonValueKind.Array ? node.EnumerateArray() : default;
    JsonElement.ObjectEnumerator members = node.ValueKind == JsonValueKind.Object ? node.EnumerateObject() : default;

    public readonly JsonElement Current => kind == JsonValueKind.Array ? elements.Current : members.Current.Value;

    public bool MoveNext() => kind switch
    {
        JsonValueKind.Array => elements.MoveNext(),
        JsonValueKind.Object => members.MoveNext(),
        _ => false,
    };
}
