using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// Knows the secrets that were opened for one activity, and keeps them out of what leaves it: texts are masked, and values of a response
/// that echo a secret are sealed. A secret is found as it is; in base64 and base64url, at any offset; and under up to two layers of JSON
/// or percent escaping. Upper and lower case are different. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Secrets shorter than <see cref="MinimumLength"/> are not looked for: they would be found everywhere. They are sealed all the same.
/// </remarks>
public sealed class SecretScrubber
{
    /// <summary>The length in characters from which on a secret is looked for: 4.</summary>
    public const int MinimumLength = 4;

    // A longer text is searched piece by piece: undoing its escapes takes many times its length. Pieces of this size are memory that is
    // cheap to have and to give back.
    const long Piece = 16 * 1024;

    // Two layers of escaping make a character at most as long as this: \u005c\u0075\u0030\u0030\u0034\u0031.
    const long MostEscaped = 36;

    readonly SearchedTexts secrets = new();
    readonly SearchedTexts encoded = new();

    /// <summary>
    /// Adds the strings and numbers of an opened secret. Of a string that is a scheme and a credential (<c>Bearer abc</c>) the
    /// credential counts by itself too.
    /// </summary>
    public void Add(JsonElement clear)
    {
        switch (clear.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in clear.EnumerateObject())
                    Add(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var element in clear.EnumerateArray())
                    Add(element);
                break;
            case JsonValueKind.String or JsonValueKind.Number:
                Add(Text(clear));
                break;
            default:
                break;
        }
    }

    /// <summary>Adds a secret as text.</summary>
    public void Add(string clear)
    {
        if (clear.Length < MinimumLength || !secrets.Add(clear))
            return;
        foreach (var form in Base64Forms.Of(clear))
            encoded.Add(form);
        if (clear.Split(' ') is [var scheme, var credential] && scheme.All(char.IsAsciiLetter))
            Add(credential);
    }

    /// <summary>The text with <c>***</c> in the place of every secret; the same text when there is none.</summary>
    public string Mask(string text)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var (start, end) in Merged(Finds(text)))
        {
            result.Append(text, copied, start - copied).Append(Sealer.MaskText);
            copied = end;
        }
        return copied == 0 ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether a secret is in a text.</summary>
    public bool IsIn(string text)
    {
        if (secrets.IsEmpty)
            return false;
        var overlap = MostEscaped * Math.Max(secrets.Longest, encoded.Longest);
        var piece = Math.Max(Piece, overlap);
        var start = 0L;
        for (; text.Length - start > piece + overlap; start += piece)
        {
            if (Finds(text.Substring((int)start, (int)(piece + overlap))).Any())
                return true;
        }
        return Finds(start == 0 ? text : text[(int)start..]).Any();
    }

    /// <summary>Whether a secret is in a string, a number or the name of a member of a value, at any depth.</summary>
    public bool IsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsInName(member) || IsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsIn),
        JsonValueKind.String or JsonValueKind.Number => IsIn(Text(value)),
        _ => false,
    };

    /// <summary>
    /// Seals what echoes a secret in a clear value that comes from outside, such as an output taken from a response: a string or number
    /// that contains one, and as a whole an object with one in the name of a member. An object that merely looks sealed is sealed as
    /// well and thereby opens to what it was.
    /// </summary>
    /// <returns>The value with these sealed; the same element when there is none.</returns>
    public JsonElement SealEchoes(JsonElement value, Sealer sealer, string scope)
    {
        if (!Sealer.HoldsSealed(value) && !IsIn(value))
            return value;
        return JsonReplacement.Replace(value, node => IsEcho(node) ? sealer.Seal(node, scope) : null);
    }

    bool IsEcho(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => Sealer.IsSealed(node) || node.EnumerateObject().Any(IsInName),
        JsonValueKind.Array => false,
        _ => IsIn(node),
    };

    bool IsInName(JsonProperty member) => Finds(EscapedText.Unescape(JsonMarshal.GetRawUtf8PropertyName(member))).Any();

    IEnumerable<(int Start, int End)> Finds(string text)
    {
        if (secrets.IsEmpty)
            yield break;
        foreach (var reading in EscapedText.Readings(text))
        {
            foreach (var (at, length) in secrets.In(reading.Text))
                yield return (reading.StartOf(at), reading.StartOf(at + length));
            foreach (var (at, length) in encoded.In(reading.Text))
                yield return WithEdges(reading, at, at + length);
        }
    }

    // The base64 characters beside a form hold a few bits of the secret.
    static (int Start, int End) WithEdges(EscapedText reading, int start, int end) => (
        reading.StartOf(start > 0 && Base64Forms.Has(reading.Text[start - 1]) ? start - 1 : start),
        reading.StartOf(end < reading.Text.Length && Base64Forms.Has(reading.Text[end]) ? end + 1 : end));

    static IEnumerable<(int Start, int End)> Merged(IEnumerable<(int Start, int End)> finds)
    {
        (int Start, int End)? open = null;
        foreach (var find in finds.Order())
        {
            if (open is { } last && find.Start <= last.End)
            {
                open = (last.Start, Math.Max(last.End, find.End));
                continue;
            }
            if (open is { } closed)
                yield return closed;
            open = find;
        }
        if (open is { } final)
            yield return final;
    }

    // Not GetString, because a string from an answer need not be valid Unicode.
    static string Text(JsonElement leaf) =>
        leaf.ValueKind == JsonValueKind.String ? EscapedText.Unescape(JsonMarshal.GetRawUtf8Value(leaf)[1..^1]) : leaf.GetRawText();
}
