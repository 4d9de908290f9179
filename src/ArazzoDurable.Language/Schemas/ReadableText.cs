using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Makes sure that a value can be walked: it is not nested too deep, and its texts are Unicode. The JSON reader accepts
/// half a surrogate pair and throws only when the text is asked for.
/// </summary>
static class ReadableText
{
    internal static (JsonPointer Pointer, string Message)? FirstProblem(JsonElement value) => Problem(value, null, 0);

    static (JsonPointer Pointer, string Message)? Problem(JsonElement value, InstancePath? at, int depth)
    {
        if (depth >= SchemaLimits.Nesting && value.ValueKind is (JsonValueKind.Array or JsonValueKind.Object))
            return (InstancePath.ToPointer(at), $"the value is nested deeper than {SchemaLimits.Nesting} levels");
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => (InstancePath.ToPointer(at), "there is no value"),
            JsonValueKind.String when !IsReadable(JsonMarshal.GetRawUtf8Value(value), value.GetString) =>
                (InstancePath.ToPointer(at), "the string is not valid Unicode text"),
            JsonValueKind.Array => ProblemOfElements(value, at, depth),
            JsonValueKind.Object => ProblemOfMembers(value, at, depth),
            _ => null,
        };
    }

    static (JsonPointer Pointer, string Message)? ProblemOfElements(JsonElement array, InstancePath? at, int depth)
    {
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (Problem(element, new InstancePath(at, null, index++), depth + 1) is { } problem)
                return problem;
        }
        return null;
    }

    static (JsonPointer Pointer, string Message)? ProblemOfMembers(JsonElement value, InstancePath? at, int depth)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!IsReadable(JsonMarshal.GetRawUtf8PropertyName(member), () => member.Name))
                return (InstancePath.ToPointer(at), "the name of a member is not valid Unicode text");
            if (Problem(member.Value, new InstancePath(at, member.Name, 0), depth + 1) is { } problem)
                return problem;
        }
        return null;
    }

    static bool IsReadable(ReadOnlySpan<byte> raw, Func<string?> read)
    {
        if (Ascii.IsValid(raw) && !raw.Contains((byte)'\\'))
            return true;
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            // The only way to learn that an escape is half a pair, short of decoding the text a second time.
            return false;
        }
    }
}
