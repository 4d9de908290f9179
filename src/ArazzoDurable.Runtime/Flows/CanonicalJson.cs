using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// One spelling for equal JSON values (RFC 8785): members sorted by UTF-16 code units, the shortest escapes, no white space, numbers
/// as ECMAScript writes them. A number that a double cannot hold exactly enough to be written back keeps its digits.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 bytes of <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">An object names a member twice, or a string holds half a surrogate pair.</exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            Write(value, output);
        }
        catch (InvalidOperationException exception)
        {
            // The reader accepts an escaped half of a surrogate pair and complains only when the text is asked for.
            throw new ArgumentException("A string holds half a surrogate pair.", exception);
        }
        return output.WrittenSpan.ToArray();
    }

    static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                Append(CanonicalNumber.Write(value.GetRawText()), output);
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                Append(value.GetRawText(), output);
                break;
            default:
                throw new ArgumentException("An undefined value has no canonical form.", nameof(value));
        }
    }

    static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = value.EnumerateObject().Select(member => (member.Name, member.Value)).ToArray();
        Array.Sort(members, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        Append('{', output);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                if (string.Equals(members[i].Name, members[i - 1].Name, StringComparison.Ordinal))
                    throw new ArgumentException($"An object names the member '{members[i].Name}' twice.", nameof(value));
                Append(',', output);
            }
            WriteString(members[i].Name, output);
            Append(':', output);
            Write(members[i].Value, output);
        }
        Append('}', output);
    }

    static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        Append('[', output);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                Append(',', output);
            first = false;
            Write(item, output);
        }
        Append(']', output);
    }

    static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        Append('"', output);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escape(text[i]) is not { } escape)
                continue;
            Append(text.AsSpan(start, i - start), output);
            Append(escape, output);
            start = i + 1;
        }
        Append(text.AsSpan(start), output);
        Append('"', output);
    }

    static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => $"\\u{(int)c:x4}",
        _ => null,
    };

    static void Append(ReadOnlySpan<char> text, ArrayBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);

    static void Append(char c, ArrayBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = (byte)c;
        output.Advance(1);
    }
}
