using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>A text that no payload may hold: not in clear, not escaped, not encoded for a URL or a header.</summary>
/// <param name="text">The text; at least 12 characters.</param>
sealed class Canary(string text)
{
    readonly string[] forms = [text, Uri.EscapeDataString(text), .. Enumerable.Range(0, 3).SelectMany(offset => Inner(text, offset)), JsonSerializer.Serialize(text).Trim('"')];

    public override string ToString() => text;

    /// <summary>Where it is found, in a payload or in a string within it; null: nowhere.</summary>
    public string? FindIn(string payload) => Texts(payload).Prepend(payload).FirstOrDefault(found => forms.Any(form => found.Contains(form, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What of a base64 text is the same whatever stands before and after, for a beginning of so many bytes.</summary>
    static IEnumerable<string> Inner(string text, int offset)
    {
        var base64 = Convert.ToBase64String([.. new byte[offset], .. Encoding.UTF8.GetBytes(text)]);
        var inner = base64[(offset == 0 ? 0 : 4)..^4];
        return [inner, inner.Replace('+', '-').Replace('/', '_')];
    }

    static IEnumerable<string> Texts(string payload)
    {
        JsonElement json;
        try
        {
            json = Payload.Read<JsonElement>(payload);
        }
        catch (JsonException)
        {
            return [];
        }
        return Texts(json);
    }

    static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!, .. json.GetString()!.StartsWith('{') ? Texts(json.GetString()!) : []],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };
}
