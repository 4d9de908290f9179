using System.Buffers;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Reads the operands of a condition: literals and runtime expressions; in the comparison language also paths and queries.</summary>
sealed class OperandParser(ConditionScanner scanner, ConditionLanguage language)
{
    static readonly SearchValues<char> NotInWords = SearchValues.Create("'\"$(){}");

    readonly PathOperandParser paths = new(scanner, language);

    public Condition? Parse() => scanner.Current switch
    {
        '\'' or '"' => ParseString(),
        '{' when scanner.Next == '$' => ParseBraced(),
        '$' when language.IsComparison && !char.IsAsciiLetter(scanner.Next) => paths.Parse(),
        '$' => ParseReference(),
        '@' or '#' when language.IsComparison => paths.Parse(),
        _ when language.IsComparison && paths.ParseFunction() is { } function => function,
        _ => ParseWords(),
    };

    Condition? ParseString()
    {
        if (!language.IsComparison && scanner.Current == '"')
        {
            if (!language.IsLenient)
            {
                scanner.Fail("A string is written in single quotes.");
                return null;
            }
            language.Read(ExpressionCodes.DoubleQuotedString);
        }
        if (scanner.TakeString(hasEscapes: language.IsComparison) is not { } value)
            return null;
        if (value is [ConditionLanguage.TypedMark, ..] && language.IsComparison)
            return Reference(value[1..], scanner.Position);
        return language.ExpressionsIn(value) is { } filled
            ? new Condition.Filled(filled)
            : new Condition.Literal(JsonValues.String(value));
    }

    Condition.Reference? ParseBraced()
    {
        var start = scanner.Position;
        var close = scanner.Text.IndexOf('}', start);
        if (close < 0 || !language.IsLenient)
        {
            scanner.Fail(close < 0 ? "The brace of this expression is not closed." : "An expression is written without braces here.");
            return null;
        }
        language.Read(ExpressionCodes.BracedExpression);
        scanner.Position = close + 1;
        return Reference(scanner.Text[(start + 1)..close], start + 1);
    }

    Condition.Reference? ParseReference()
    {
        var start = scanner.Position;
        return Reference(scanner.TakePiece(), start);
    }

    Condition.Reference? Reference(string text, int start)
    {
        if (language.IsLenient && ReferenceWithLength(text) is { } measured)
            return measured;
        if (RuntimeExpression.TryParse(text, language.Declarations, out var expression, out var error))
            return new Condition.Reference(expression);
        scanner.Fail(error.Message, start + error.Position);
        return null;
    }

    // What ends in a length is that member if there is one; only the value can tell.
    Condition.Reference? ReferenceWithLength(string text)
    {
        if (LengthSuffix.Cut(text) is not { } owner)
            return null;
        var member = text[..(owner.Length + LengthSuffix.MemberLength(text, owner))];
        if (!RuntimeExpression.TryParse(owner, language.Declarations, out var measured, out _)
            || !RuntimeExpression.TryParse(member, language.Declarations, out var whole, out _))
        {
            return null;
        }
        language.Read(ExpressionCodes.LengthOfValue);
        return new Condition.Reference(whole, measured);
    }

    Condition.Literal? ParseWords()
    {
        var start = scanner.Position;
        var text = scanner.TakeWords();
        if (text.Length == 0)
        {
            scanner.Fail(scanner.IsAtEnd ? "An operand is missing at the end." : $"An operand is expected here, not '{scanner.Current}'.", start);
            return null;
        }
        if (JsonValues.TryParse(text, out var json) && json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
            return new Condition.Literal(json);
        if (!language.IsLenient || text.AsSpan().ContainsAny(NotInWords))
        {
            scanner.Fail("A runtime expression, a number, true, false, null or a string in quotes is expected here.", start);
            return null;
        }
        language.Read(ExpressionCodes.UnquotedString);
        return new Condition.Literal(JsonValues.String(text), IsUnquoted: true);
    }
}
