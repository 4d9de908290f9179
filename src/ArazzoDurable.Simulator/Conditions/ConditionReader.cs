using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>
/// Reads the simple conditions of Arazzo, JSONPath queries, and comparisons of paths, all with one grammar. It is the simulator's own reader:
/// were it the runner's, a rehearsal would agree with the runner where both are wrong.
/// </summary>
sealed class ConditionReader
{
    const int MaxDepth = 64;

    readonly TextCursor text;
    readonly PathReader paths;
    bool isFilter;
    bool isExact;
    int depth;

    ConditionReader(string text, Place? context)
    {
        this.text = new TextCursor(text);
        paths = new PathReader(this.text, context, Filter);
    }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="context">What <c>$</c> stands for; null in a simple condition.</param>
    internal static Condition Read(string text, Place? context)
    {
        var reader = new ConditionReader(text, context);
        // What follows RFC 9535 as a whole is a query: it holds when it selects anything, whatever that is.
        if (context is not null && new ConditionReader(text, context).Query() is { } query)
            return new Condition.Holds(query, Truthy: false);
        var read = reader.Either();
        return read is not null && reader.text.SkipSpace().IsAtEnd ? read : new Condition.Never(text);
    }

    Place? Query()
    {
        isExact = true;
        return text.SkipSpace().Next == '$' && paths.TryRead(out var place, out var isLength) && !isLength && text.SkipSpace().IsAtEnd ? place : null;
    }

    Condition? Filter()
    {
        if (depth++ > MaxDepth)
            return null;
        var outer = isFilter;
        isFilter = true;
        var read = Either();
        isFilter = outer;
        depth--;
        return read;
    }

    Condition? Either() => Joined("||", Both, parts => new Condition.Any(parts));

    Condition? Both() => Joined("&&", Single, parts => new Condition.All(parts));

    Condition? Joined(string sign, Func<Condition?> part, Func<ImmutableArray<Condition>, Condition> join)
    {
        var parts = ImmutableArray.CreateBuilder<Condition>();
        do
        {
            if (part() is not { } read)
                return null;
            parts.Add(read);
        }
        while (text.SkipSpace().Take(sign));
        return parts.Count == 1 ? parts[0] : join(parts.ToImmutable());
    }

    Condition? Single()
    {
        if (depth > MaxDepth)
            return null;
        text.SkipSpace();
        if (text.Next == '!' && text.Second != '=')
        {
            text.TakeOne();
            return Deeper(Single) is { } negated ? new Condition.Not(negated) : null;
        }
        if (!text.Take("("))
            return Comparison();
        var inner = Deeper(Either);
        return text.SkipSpace().Take(")") ? inner : null;
    }

    Condition? Deeper(Func<Condition?> part)
    {
        depth++;
        var read = part();
        depth--;
        return read;
    }

    Condition? Comparison()
    {
        foreach (var (name, whole) in ImmutableArray.Create(("match(", true), ("search(", false)))
        {
            if (text.Take(name))
                return Pattern(whole);
        }
        if (Operand() is not { } left)
            return null;
        var sign = Operator(text.SkipSpace());
        if (sign is null)
            return Bare(left);
        return Operand() is { } right ? new Condition.Compare(left, sign, right, isFilter && isExact) : null;
    }

    Condition? Pattern(bool whole)
    {
        if (Operand() is not Term.At(var place) || !text.SkipSpace().Take(",") || Operand() is not Term.Literal(JsonValue pattern))
            return null;
        return text.SkipSpace().Take(")") ? new Condition.Matches(place, pattern.ToString(), whole) : null;
    }

    Condition? Bare(Term left) => left switch
    {
        Term.At(var place) => new Condition.Holds(place, Truthy: !isFilter),
        Term.Literal(var value) when value?.ToString() is "true" or "True" => new Condition.Always(),
        Term.Literal => new Condition.Never(left.ToString()),
        Term.Length => new Condition.Compare(left, ">=", new Term.Literal(JsonValue.Create(0)), Exact: false),
        _ => null,
    };

    static string? Operator(TextCursor text)
    {
        foreach (var sign in ImmutableArray.Create("==", "!=", "<=", ">=", "<", ">"))
        {
            if (text.Take(sign))
                return sign;
        }
        return null;
    }

    Term? Operand()
    {
        text.SkipSpace();
        if (text.Next is '\'' or '"')
            return text.TakeQuoted() is { } quoted ? Filling.Read(quoted) : null;
        if (text.Take("count(") || text.Take("value("))
            return Function(place => new Term.Count(place));
        if (text.Take("length("))
            return Function(place => new Term.Length(place));
        if (text.Next is '$' or '@' or '#' or '{')
            return paths.TryRead(out var place, out var isLength) ? isLength ? new Term.Length(place) : new Term.At(place) : null;
        return Word(text.TakeWhile(letter => letter is not ('=' or '!' or '<' or '>' or '&' or '|' or ')' or ']' or ',')).TrimEnd());
    }

    Term? Function(Func<Place, Term> make) =>
        Operand() is Term.At(var place) && text.SkipSpace().Take(")") ? make(place) : null;

    static Term? Word(string word) => word switch
    {
        "" => null,
        "true" or "True" => new Term.Literal(JsonValue.Create(true)),
        "false" or "False" => new Term.Literal(JsonValue.Create(false)),
        "null" => new Term.Literal(null),
        _ => new Term.Literal(Numbers.Read(word) is { } number ? JsonValue.Create(number) : JsonValue.Create(word)),
    };
}
