using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// Reads conditions: <c>!</c> binds tightest, then comparisons, <c>&amp;&amp;</c>, <c>||</c>; parentheses group. Comparisons do not chain.
/// </summary>
sealed class ConditionParser
{
    // Deeper nesting is no condition that anybody wrote; it would only use up the stack.
    const int MaxDepth = 64;

    readonly ConditionScanner scanner;
    readonly OperandParser operands;
    int depth;

    ConditionParser(string text, ConditionLanguage language)
    {
        scanner = new ConditionScanner(text);
        operands = new OperandParser(scanner, language);
    }

    public static bool TryParse(
        string text,
        ConditionLanguage language,
        [NotNullWhen(true)] out Condition? condition,
        [NotNullWhen(false)] out SyntaxError? error)
    {
        var parser = new ConditionParser(text, language);
        condition = parser.ParseOr();
        parser.scanner.SkipSpace();
        if (condition is not null && !parser.scanner.IsAtEnd)
            parser.scanner.Fail(Unexpected(parser.scanner.Current));
        error = parser.scanner.Error;
        if (condition is null)
            error ??= new SyntaxError(parser.scanner.Position, "A condition is expected.");
        if (error is not null)
            condition = null;
        return condition is not null;
    }

    static string Unexpected(char found) => found switch
    {
        '=' => "'=' is no operator; equality is written '=='.",
        '&' or '|' => $"'{found}' is no operator; it is written '{found}{found}'.",
        _ => $"'{found}' is not expected here; an operator or the end is.",
    };

    Condition? ParseOr() => Join("||", ParseAnd, terms => new Condition.Or(terms));

    Condition? ParseAnd() => Join("&&", ParseComparison, terms => new Condition.And(terms));

    Condition? Join(string symbol, Func<Condition?> parse, Func<ImmutableArray<Condition>, Condition> join)
    {
        if (parse() is not { } first)
            return null;
        var terms = ImmutableArray.CreateBuilder<Condition>();
        terms.Add(first);
        while (scanner.Take(symbol))
        {
            if (parse() is not { } next)
                return null;
            terms.Add(next);
        }
        return terms.Count == 1 ? first : join(terms.ToImmutable());
    }

    Condition? ParseComparison()
    {
        scanner.SkipSpace();
        var start = scanner.Position;
        if (ParseUnary() is not { } left)
            return null;
        if (scanner.TakeComparison() is not { } comparison)
        {
            // A word on its own would always hold, whatever its author meant.
            if (left is Condition.Literal { IsUnquoted: true })
                scanner.Fail("Text without quotes is no condition.", start);
            return left;
        }
        if (ParseUnary() is not { } right)
            return null;
        if (scanner.TakeComparison() is not null)
            scanner.Fail("Two comparisons in a row need parentheses.", scanner.Position - 1);
        return new Condition.Comparison(left, comparison, right);
    }

    Condition? ParseUnary()
    {
        scanner.SkipSpace();
        if (scanner.Current is '!' or '(' && ++depth > MaxDepth)
        {
            scanner.Fail($"The condition is nested deeper than {MaxDepth} levels.");
            return null;
        }
        switch (scanner.Current)
        {
            case '!':
                scanner.Position++;
                var operand = ParseUnary();
                depth--;
                return operand is null ? null : new Condition.Not(operand);
            case '(':
                scanner.Position++;
                var inner = ParseOr();
                depth--;
                if (inner is not null && !scanner.Take(")"))
                    scanner.Fail("')' is missing.");
                return inner;
            default:
                return operands.Parse();
        }
    }
}
