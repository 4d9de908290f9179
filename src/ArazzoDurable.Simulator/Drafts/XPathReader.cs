using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>Reads those XPath expressions that an XML text can be made for; the platform judges all of them.</summary>
sealed class XPathReader
{
    readonly string source;
    readonly TextCursor text;

    XPathReader(string source) => (this.source, text) = (source, new TextCursor(source));

    int Position => source.Length - text.Rest.Length;

    /// <summary>The shape that an expression asks for; null when it is another than those.</summary>
    internal static XPathShape? Read(string expression)
    {
        if (expression.Length > XmlQuery.MaxLength)
            return null;
        var reader = new XPathReader(expression);
        return reader.Either() is { } shape && reader.text.SkipSpace().IsAtEnd ? shape : null;
    }

    XPathShape? Either() => Joined("or", Both, parts => new XPathShape.Any(parts));

    XPathShape? Both() => Joined("and", Single, parts => new XPathShape.All(parts));

    XPathShape? Joined(string word, Func<XPathShape?> part, Func<ImmutableArray<XPathShape>, XPathShape> join)
    {
        var parts = ImmutableArray.CreateBuilder<XPathShape>();
        do
        {
            if (part() is not { } read)
                return null;
            parts.Add(read);
        }
        while (TakeWord(word));
        return parts.Count == 1 ? parts[0] : join(parts.ToImmutable());
    }

    bool TakeWord(string word) => (text.SkipSpace().Sees($"{word} ") || text.Sees($"{word}(") || text.Sees($"{word}/")) && text.Take(word);

    XPathShape? Single()
    {
        text.SkipSpace();
        if (text.Take("not("))
            return Either() is { } part && text.SkipSpace().Take(")") ? new XPathShape.Not(part) : null;
        if (text.Take("boolean(") || text.Take("("))
            return Either() is { } inner && text.SkipSpace().Take(")") ? inner : null;
        if (text.Take("contains(") || text.Take("starts-with("))
            return Way() is { } among && text.SkipSpace().Take(",") && Literal() is { } part && text.SkipSpace().Take(")") ? new XPathShape.Contains(among, part) : null;
        if (text.Take("count("))
            return Way() is { } counted && text.SkipSpace().Take(")") ? Counted(counted) : null;
        // A value may stand first: 'ok' = /a/b.
        if (Literal() is { } literal)
            return Operator() is { } sign && Value() is { } right ? new XPathShape.Compare(right, Turned(sign), literal) : null;
        if (Value() is not { } way)
            return null;
        return Operator() is not { } compared ? new XPathShape.Exists(way) : Literal() is { } value ? new XPathShape.Compare(way, compared, value) : null;
    }

    XPathShape? Counted(XPathWay way)
    {
        if (Operator() is not { } sign)
            return new XPathShape.Exists(way);
        return Literal() is { } number && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= NodeEdits.MaxLength
            ? new XPathShape.Count(way, sign, count)
            : null;
    }

    // What turns the text of a node into another type does not change what it is to be.
    XPathWay? Value()
    {
        foreach (var function in ImmutableArray.Create("string(", "number(", "normalize-space("))
        {
            if (text.SkipSpace().Take(function))
                return (text.SkipSpace().Next == ')' ? new XPathWay(".", false, []) : Way()) is { } way && text.SkipSpace().Take(")") ? way : null;
        }
        return Way();
    }

    string? Operator()
    {
        text.SkipSpace();
        return ImmutableArray.Create("!=", "<=", ">=", "=", "<", ">").FirstOrDefault(text.Take);
    }

    static string Turned(string sign) => sign.Replace('<', '#').Replace('>', '<').Replace('#', '>');

    string? Literal()
    {
        text.SkipSpace();
        if (text.Next is '\'' or '"')
        {
            var quote = text.TakeOne();
            var value = text.TakeWhile(letter => letter != quote);
            return text.Take(quote.ToString()) ? value : null;
        }
        if (text.Take("true()"))
            return "true";
        if (text.Take("false()"))
            return "false";
        if (!char.IsAsciiDigit(text.Next) && !(text.Next == '-' && char.IsAsciiDigit(text.Second)))
            return null;
        return (text.Take("-") ? "-" : "") + text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.');
    }

    XPathWay? Way()
    {
        var start = Position + (text.Rest.Length - text.Rest.TrimStart().Length);
        var isAbsolute = text.SkipSpace().Next == '/';
        if (!isAbsolute && text.Next == '.' && text.Second != '/')
            return text.Take(".") && text.Next != '.' ? new XPathWay(".", false, []) : null;
        text.Take(".");
        var stages = ImmutableArray.CreateBuilder<XPathWay.Stage>();
        do
        {
            var isBelow = text.Take("//");
            if (!isBelow && !text.Take("/") && stages.Count > 0)
                break;
            if (text.Take("text()"))
                break;
            if (Stage(isBelow) is not { } stage)
                return null;
            stages.Add(stage);
        }
        while (text.Next == '/');
        return new XPathWay(source[start..Position], isAbsolute, stages.ToImmutable());
    }

    XPathWay.Stage? Stage(bool isBelow)
    {
        var isAttribute = text.Take("@");
        var name = text.Take("*") ? null : text.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':');
        // Axes and functions are beyond what is made.
        if (name is "" || name?.Contains("::", StringComparison.Ordinal) == true || text.Next == '(')
            return null;
        var conditions = ImmutableArray.CreateBuilder<(string, XPathShape)>();
        int? position = null;
        while (text.Take("["))
        {
            var start = Position;
            if (text.Take("local-name()"))
                name = Operator() == "=" ? Literal() : null;
            else if (char.IsAsciiDigit(text.Next) && int.TryParse(Literal(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= NodeEdits.MaxLength)
                position = number;
            else if (Either() is { } condition)
                conditions.Add((source[start..Position], condition));
            else
                return null;
            if (!text.SkipSpace().Take("]"))
                return null;
        }
        return new XPathWay.Stage(name, isBelow, isAttribute, conditions.ToImmutable(), position);
    }
}
