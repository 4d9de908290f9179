using System.Collections.Immutable;

namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>Reads queries: the identifier at their beginning, segments and selectors (RFC 9535, 2.1 to 2.5).</summary>
sealed class QueryParser(Scanner scanner)
{
    /// <summary>A query that is the whole text.</summary>
    public JsonPathQuery? ParseWhole()
    {
        if (scanner.Current != '$')
        {
            scanner.Expected("'$' at the beginning of the query");
            return null;
        }
        var query = Parse();
        if (query is not null && !scanner.AtEnd)
            RejectRest();
        return query;
    }

    /// <summary>The query that begins at the cursor; null when one of its segments is malformed.</summary>
    public JsonPathQuery? Parse()
    {
        var query = ParseLongest();
        return scanner.Error is null ? query : null;
    }

    /// <summary>The query that begins at the cursor, up to its end or to its first malformed segment, about which the scanner has the error.</summary>
    public JsonPathQuery ParseLongest()
    {
        var start = scanner.Position;
        var isRelative = scanner.Current == '@';
        var segments = ImmutableArray.CreateBuilder<Segment>();
        scanner.Position++;
        var text = scanner.Since(start);
        while (SkipToSegment() && ParseSegment() is { } segment)
        {
            segments.Add(segment);
            text = scanner.Since(start);
        }
        return new JsonPathQuery(text, isRelative, segments.DrainToImmutable());
    }

    void RejectRest()
    {
        var end = scanner.Position;
        scanner.SkipWhitespace();
        if (scanner.AtEnd)
            scanner.Reject(end, "A query cannot end in whitespace.");
        else
            scanner.Expected("'.', '[' or the end of the query");
    }

    bool SkipToSegment()
    {
        var end = scanner.Position;
        scanner.SkipWhitespace();
        if (scanner.Current is '.' or '[')
            return true;
        // Whitespace belongs to a query only between its segments.
        scanner.Position = end;
        return false;
    }

    Segment? ParseSegment()
    {
        if (scanner.Current == '[')
            return Brackets() is { } selectors ? new Segment.Child(selectors) : null;
        if (scanner.TryTake(".."))
        {
            var selectors = scanner.Current == '[' ? Brackets() : NameOrWildcard("'[', '*' or a member name after '..'");
            return selectors is null ? null : new Segment.Descendant(selectors.Value);
        }
        scanner.TryTake('.');
        return NameOrWildcard("'*' or a member name after '.'") is { } single ? new Segment.Child(single) : null;
    }

    ImmutableArray<Selector>? NameOrWildcard(string expected)
    {
        if (scanner.TryTake('*'))
            return [new Selector.Wildcard()];
        if (Literals.Shorthand(scanner) is { } name)
            return [new Selector.Name(name)];
        scanner.Expected(expected);
        return null;
    }

    ImmutableArray<Selector>? Brackets()
    {
        var selectors = ImmutableArray.CreateBuilder<Selector>();
        do
        {
            scanner.Position++;
            scanner.SkipWhitespace();
            if (ParseSelector() is not { } selector)
                return null;
            selectors.Add(selector);
            scanner.SkipWhitespace();
        }
        while (scanner.Current == ',');
        if (scanner.TryTake(']'))
            return selectors.DrainToImmutable();
        scanner.Expected("',' or ']'");
        return null;
    }

    Selector? ParseSelector()
    {
        switch (scanner.Current)
        {
            case '\'' or '"':
                return Literals.String(scanner) is { } name ? new Selector.Name(name) : null;
            case '*':
                scanner.Position++;
                return new Selector.Wildcard();
            case '?':
                scanner.Position++;
                return new FilterParser(scanner).Parse() is { } filter ? new Selector.Filter(filter) : null;
            case ':' or '-' or (>= '0' and <= '9'):
                return IndexOrSlice();
            default:
                scanner.Expected("a selector (a quoted name, an index, a slice, '*' or '?')");
                return null;
        }
    }

    Selector? IndexOrSlice()
    {
        if (!TryBound(out var start))
            return null;
        if (start is { } index && !SkipTo(':'))
            return new Selector.Index(index);
        scanner.Position++;
        if (!TryBound(out var end))
            return null;
        if (!SkipTo(':'))
            return new Selector.Slice(start, end, 1);
        scanner.Position++;
        return TryBound(out var step) ? new Selector.Slice(start, end, step ?? 1) : null;
    }

    /// <summary>Reads a bound of a slice, which may be left out; false only when there is a malformed one.</summary>
    bool TryBound(out long? bound)
    {
        bound = null;
        var end = scanner.Position;
        scanner.SkipWhitespace();
        if (scanner.Current is '-' or (>= '0' and <= '9'))
            return (bound = Literals.Integer(scanner)) is not null;
        scanner.Position = end;
        return true;
    }

    bool SkipTo(char expected)
    {
        scanner.SkipWhitespace();
        return scanner.Current == expected;
    }
}
