using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ArazzoDurable.Language.Diagnostics;

/// <summary>An RFC 6901 JSON Pointer: the address of a value inside a JSON document.</summary>
public readonly record struct JsonPointer
{
    readonly string? text;

    JsonPointer(string text) => this.text = text;

    /// <summary>The whole document.</summary>
    public static JsonPointer Root => default;

    /// <summary>The unescaped reference tokens, outermost first.</summary>
    public ImmutableArray<string> Tokens => ToString() is { Length: > 0 } value
        ? [.. value[1..].Split('/').Select(Unescape)]
        : [];

    /// <summary>Reads a pointer: empty, or tokens that each begin with <c>/</c> and escape <c>~</c> as <c>~0</c> and <c>/</c> as <c>~1</c>.</summary>
    /// <returns>Whether <paramref name="text"/> is a pointer.</returns>
    public static bool TryParse(string text, out JsonPointer pointer)
    {
        pointer = text.Length == 0 ? Root : new JsonPointer(text);
        if (text.Length > 0 && text[0] != '/')
            return false;
        for (var i = text.IndexOf('~', StringComparison.Ordinal); i >= 0; i = text.IndexOf('~', i + 1))
        {
            if (i + 1 >= text.Length || text[i + 1] is not ('0' or '1'))
                return false;
        }
        return true;
    }

    /// <summary>The pointer to the member <paramref name="token"/> of what this points to.</summary>
    public JsonPointer Append(string token) =>
        new($"{text}/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    /// <summary>The pointer to the element <paramref name="index"/> of what this points to.</summary>
    public JsonPointer Append(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{text}/{index}"));

    /// <summary>The value that this points to inside <paramref name="root"/>; null when there is none.</summary>
    public JsonElement? Resolve(JsonElement root)
    {
        var current = root;
        foreach (var token in Tokens)
        {
            if (Step(current, token) is not { } next)
                return null;
            current = next;
        }
        return current;
    }

    /// <inheritdoc/>
    public override string ToString() => text ?? "";

    static JsonElement? Step(JsonElement current, string token) => current.ValueKind switch
    {
        JsonValueKind.Object => current.TryGetProperty(token, out var member) ? member : null,
        JsonValueKind.Array when IsIndex(token) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < current.GetArrayLength() => current[index],
        _ => null,
    };

    static bool IsIndex(string token) => token == "0" || (token.Length > 0 && token[0] != '0');

    static string Unescape(string token) => token.Contains('~', StringComparison.Ordinal)
        ? token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
        : token;
}
