using System.Collections.Immutable;

namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>Reads the logical expressions of filters (RFC 9535, 2.3.5.1).</summary>
sealed class FilterParser(Scanner scanner)
{
    readonly OperandParser operands = new(scanner);

    /// <summary>The expression after the cursor and whitespace; null when it is malformed.</summary>
    public FilterExpression? Parse()
    {
        if (!scanner.Enter())
            return null;
        scanner.SkipWhitespace();
        var expression = Or();
        scanner.Leave();
        return expression;
    }

    FilterExpression? Or() => Chain("||", And) switch
    {
        null => null,
        [var only] => only,
        { } several => new FilterExpression.Or(several),
    };

    FilterExpression? And() => Chain("&&", Basic) switch
    {
        null => null,
        [var only] => only,
        { } several => new FilterExpression.And(several),
    };

    ImmutableArray<FilterExpression>? Chain(string separator, Func<FilterExpression?> parse)
    {
        var parts = ImmutableArray.CreateBuilder<FilterExpression>();
        do
        {
            scanner.SkipWhitespace();
            if (parse() is not { } part)
                return null;
            parts.Add(part);
            scanner.SkipWhitespace();
        }
        while (scanner.TryTake(separator));
        return parts.DrainToImmutable();
    }

    FilterExpression? Basic() =>
        scanner.TryTake('!') ? Negated()
        : scanner.Current == '(' ? Parenthesized()
        : ComparisonOrTest();

    FilterExpression.Not? Negated()
    {
        scanner.SkipWhitespace();
        var start = scanner.Position;
        var parenthesized = scanner.Current == '(';
        var operand = parenthesized ? Parenthesized() : ComparisonOrTest();
        if (!parenthesized && operand is FilterExpression.Comparison)
            scanner.Reject(start, "A comparison after '!' needs parentheses.");
        return operand is null || scanner.Error is not null ? null : new FilterExpression.Not(operand);
    }

    FilterExpression? Parenthesized()
    {
        scanner.Position++;
        if (Parse() is not { } expression)
            return null;
        scanner.SkipWhitespace();
        if (scanner.TryTake(')'))
            return expression;
        scanner.Expected("'&&', '||' or ')'");
        return null;
    }

    FilterExpression? ComparisonOrTest()
    {
        if (operands.Parse() is not { } left)
            return null;
        var end = scanner.Position;
        scanner.SkipWhitespace();
        if (TakeOperator() is not { } @operator)
        {
            if (scanner.Current == '=')
                scanner.Expected("an operator (equality is written '==')");
            scanner.Position = end;
            return AsTest(left);
        }
        if (operands.AsValue(left, "A comparison") is not { } leftValue)
            return null;
        scanner.SkipWhitespace();
        if (operands.Parse() is not { } right || operands.AsValue(right, "A comparison") is not { } rightValue)
            return null;
        return new FilterExpression.Comparison(leftValue, @operator, rightValue);
    }

    FilterExpression? AsTest(Argument operand)
    {
        switch (operand)
        {
            case Argument.Nodes nodes:
                return new FilterExpression.Exists(nodes.Query);
            case Argument.Logical logical:
                return logical.Expression;
            default:
                scanner.Reject(operand.Position, $"{operand.Text} is a value, which must be compared.");
                return null;
        }
    }

    ComparisonOperator? TakeOperator() =>
        scanner.TryTake("==") ? ComparisonOperator.Equal
        : scanner.TryTake("!=") ? ComparisonOperator.NotEqual
        : scanner.TryTake("<=") ? ComparisonOperator.LessOrEqual
        : scanner.TryTake(">=") ? ComparisonOperator.GreaterOrEqual
        : scanner.TryTake('<') ? ComparisonOperator.Less
        : scanner.TryTake('>') ? ComparisonOperator.Greater
        : null;
}
