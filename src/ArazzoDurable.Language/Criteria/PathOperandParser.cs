using System.Globalization;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// Reads the operands that only the comparison language has: singular paths (<c>$.a.b[0]</c>, <c>@['a-b']</c>, <c>#/a/b</c>), queries with
/// filters and the like, and the functions <c>count</c> and <c>length</c> of a path.
/// </summary>
sealed class PathOperandParser(ConditionScanner scanner, ConditionLanguage language)
{
    public Condition? Parse()
    {
        if (scanner.Current == '#')
            return ParsePointer();
        var start = scanner.Position;
        if (ParseSingular() is not { } path)
            return scanner.Error is null ? ParseQuery(start) : null;
        return WithLength(path, scanner.Text[start..scanner.Position]);
    }

    /// <summary>Reads <c>count(path)</c> or <c>length(path)</c>; null, and nothing taken, when no such thing stands here.</summary>
    public Condition? ParseFunction()
    {
        var start = scanner.Position;
        if (!scanner.Take("count(") && !scanner.Take("length("))
            return null;
        scanner.SkipSpace();
        if (scanner.Current is '$' or '@' && ParseSingular() is { } path && scanner.Take(")"))
            return new Condition.Measure(path);
        scanner.Position = start;
        return null;
    }

    Condition.Path? ParsePointer()
    {
        var start = scanner.Position;
        var text = scanner.TakePiece();
        var owner = LengthSuffix.Cut(text);
        var whole = owner is null ? text : text[..(owner.Length + LengthSuffix.MemberLength(text, owner))];
        if (JsonPointer.TryParse(whole[1..], out var pointer) && JsonPointer.TryParse(owner?[1..] ?? "", out var measured))
            return new Condition.Path(pointer, owner is null ? null : measured);
        scanner.Fail("After '#' a JSON Pointer is expected, such as '#/name'.", start);
        return null;
    }

    static Condition.Path WithLength(JsonPointer path, string text)
    {
        if (LengthSuffix.Cut(text) is null || path.Tokens is not [.. var owners, _])
            return new Condition.Path(path);
        var measured = owners.Aggregate(JsonPointer.Root, static (pointer, token) => pointer.Append(token));
        return new Condition.Path(path, measured);
    }

    // Null without an error: there is a path here, but not a singular one.
    JsonPointer? ParseSingular()
    {
        scanner.Position++;
        JsonPointer? path = JsonPointer.Root;
        while (path is { } current && scanner.Current is '.' or '[')
            path = scanner.Current == '.' ? ParseName(current) : ParseBracket(current);
        return path;
    }

    JsonPointer? ParseName(JsonPointer path)
    {
        var start = scanner.Position + 1;
        var end = Names.EndOfProperty(scanner.Text, start);
        var name = scanner.Text[start..end];
        if (name.Length == 0 || name[0] == '*')
            return null;
        scanner.Position = end;
        if (scanner.Current == '(' && scanner.Next == ')' && name is "length" or "size")
            scanner.Position += 2;
        return path.Append(name);
    }

    JsonPointer? ParseBracket(JsonPointer path)
    {
        scanner.Position++;
        if (scanner.Current is '\'' or '"')
            return scanner.TakeString(hasEscapes: true) is { } name && name is not [ConditionLanguage.TypedMark, ..] && Close() ? path.Append(name) : null;
        var start = scanner.Position;
        while (char.IsAsciiDigit(scanner.Current))
            scanner.Position++;
        return int.TryParse(scanner.Text.AsSpan(start, scanner.Position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && Close()
            ? path.Append(index)
            : null;
    }

    bool Close()
    {
        if (scanner.Current != ']')
            return false;
        scanner.Position++;
        return true;
    }

    Condition.Query? ParseQuery(int start)
    {
        if (JsonPathParser.ParsePrefix(scanner.Text, start) is not { } prefix)
        {
            scanner.Fail("A path is expected here.", start);
            return null;
        }
        scanner.Position = prefix.End;
        var hasCall = scanner.Current == '(' && scanner.Next == ')';
        if (hasCall)
            scanner.Position += 2;
        else if (prefix.Stopped is { } error)
            scanner.Fail(error.Message, error.Position);
        var whole = new QueryTemplate(prefix.Query, language);
        if (LengthSuffix.Cut(scanner.Text[start..scanner.Position]) is not { } owner)
        {
            if (hasCall)
                scanner.Fail("Only 'length()' and 'size()' may end a path.", prefix.End);
            return new Condition.Query(whole);
        }
        var counted = JsonPathParser.ParsePrefix(owner, 0);
        return counted is null ? null : new Condition.Query(whole, new QueryTemplate(counted.Query, language));
    }
}
