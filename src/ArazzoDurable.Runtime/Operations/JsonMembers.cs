using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Reads members of documents that may be anything: what is not of the expected kind is not there.</summary>
static class JsonMembers
{
    /// <summary>A member of an object; null when there is none, or the owner is no object.</summary>
    public static JsonElement? Member(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A member that is a string.</summary>
    public static string? Text(this JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member that is a boolean.</summary>
    public static bool? Flag(this JsonElement owner, string name) =>
        owner.Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;
}
