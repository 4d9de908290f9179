using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// An entry of a bundle that stands for a document elsewhere in it: <c>{"$ref": "#/sources/lib"}</c>, or <c>{"$ref": "#/arazzo"}</c> for the
/// description itself. So a document that several others name stands once, and documents that name each other are finite.
/// </summary>
static class SourceReference
{
    const string Member = "$ref";

    /// <summary>The entry that stands for the document at <paramref name="path"/>.</summary>
    public static JsonElement To(string path)
    {
        var reference = path.Length == 0 ? "#/arazzo" : $"#{JsonPointer.Root.Append("sources").Append(path)}";
        return JsonElement.Parse(new JsonObject { [Member] = reference }.ToJsonString());
    }

    /// <summary>Whether an entry is a reference, and no document.</summary>
    public static bool Is(JsonElement entry) => Text(entry) is not null;

    /// <summary>The path that a reference leads to; null when the entry is none, or one that leads out of the bundle.</summary>
    public static string? Target(JsonElement entry) =>
        Text(entry) is ['#', .. var fragment] && JsonPointer.TryParse(fragment, out var pointer)
            ? pointer.Tokens switch
            {
                ["arazzo"] => SourcePath.Root,
                ["sources", var path] => path,
                _ => null,
            }
            : null;

    // No document that a flow can hold has nothing but a reference.
    static string? Text(JsonElement entry) =>
        entry.ValueKind is JsonValueKind.Object && entry.GetPropertyCount() == 1
        && entry.TryGetProperty(Member, out var reference) && reference.ValueKind is JsonValueKind.String
            ? reference.GetString()
            : null;
}
