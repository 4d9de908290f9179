using System.Globalization;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Reads what follows a value in an expression: <c>.name</c>, <c>[0]</c>, <c>['name']</c>, and last <c>#/json/pointer</c>.</summary>
static class PropertyPath
{
    /// <summary>Reads from <paramref name="start"/> to the end of the text.</summary>
    /// <returns>The same path as a JSON Pointer.</returns>
    public static JsonPointer Parse(string text, int start, out SyntaxError? error)
    {
        var path = JsonPointer.Root;
        error = null;
        var position = start;
        while (position < text.Length && error is null)
        {
            (path, position) = text[position] switch
            {
                '.' => Property(text, position, path, ref error),
                '[' => Bracket(text, position, path, ref error),
                '#' => Pointer(text, position, path, ref error),
                _ => Fail(position, $"'{text[position]}' is not expected here; a property, an index or '#/pointer' is.", path, ref error),
            };
        }
        return path;
    }

    static (JsonPointer, int) Property(string text, int position, JsonPointer path, ref SyntaxError? error)
    {
        var end = Names.EndOfProperty(text, position + 1);
        return end == position + 1
            ? Fail(position, "The name of a property is missing after the dot.", path, ref error)
            : (path.Append(text[(position + 1)..end]), end);
    }

    static (JsonPointer, int) Bracket(string text, int position, JsonPointer path, ref SyntaxError? error)
    {
        var start = position + 1;
        if (start < text.Length && text[start] is '\'' or '"')
        {
            var close = text.IndexOf(text[start], start + 1);
            return close > 0 && close + 1 < text.Length && text[close + 1] == ']'
                ? (path.Append(text[(start + 1)..close]), close + 2)
                : Fail(start, "The quoted name and its ']' do not end.", path, ref error);
        }
        var end = text.IndexOf(']', start);
        return end > 0 && int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (path.Append(index), end + 1)
            : Fail(start, "Brackets hold an index from 0 on or a quoted name.", path, ref error);
    }

    static (JsonPointer, int) Pointer(string text, int position, JsonPointer path, ref SyntaxError? error)
    {
        var rest = text[(position + 1)..];
        if (rest.AsSpan().IndexOfAny('{', '}') >= 0 || !JsonPointer.TryParse(rest, out var pointer))
            return Fail(position, "After '#' a JSON Pointer is expected, such as '#/name'.", path, ref error);
        foreach (var token in pointer.Tokens)
            path = path.Append(token);
        return (path, text.Length);
    }

    static (JsonPointer, int) Fail(int position, string message, JsonPointer path, ref SyntaxError? error)
    {
        error = new SyntaxError(position, message);
        return (path, position);
    }
}
