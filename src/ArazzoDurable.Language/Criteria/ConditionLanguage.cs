using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Which operands a condition may have, and what was read leniently in it.</summary>
sealed class ConditionLanguage(IDeclarations declarations, Dialect dialect, bool isComparison)
{
    readonly List<string> readings = [];

    /// <summary>What brace expressions outside of quotes become while a query is parsed: a string literal that begins with this character.</summary>
    public const char TypedMark = '\uE000';

    public IDeclarations Declarations => declarations;

    public bool IsLenient => dialect == Dialect.Lenient;

    /// <summary>Whether paths into the context are operands, as in the comparison language; else it is a simple condition.</summary>
    public bool IsComparison => isComparison;

    /// <summary>The codes of the lenient readings so far, each once.</summary>
    public IReadOnlyList<string> Readings => readings;

    public void Read(string code)
    {
        if (!readings.Contains(code, StringComparer.Ordinal))
            readings.Add(code);
    }

    /// <summary>The expressions in a string literal; null when it is plain text.</summary>
    public EmbeddedText? ExpressionsIn(string literal)
    {
        if (!literal.Contains('$', StringComparison.Ordinal))
            return null;
        if (IsLenient && RuntimeExpression.TryParse(literal, declarations, out var whole, out _))
        {
            Read(ExpressionCodes.ExpressionInString);
            return new EmbeddedText([new EmbeddedText.Part.Expression(whole)], null, []);
        }
        // Braces embed an expression in every condition but a simple one, which has expressions as operands.
        if (!IsLenient && !isComparison)
            return null;
        var text = EmbeddedText.Scan(literal, declarations, IsLenient);
        if (!text.HasExpressions)
            return null;
        if (!isComparison || text.Standard is not null)
            Read(ExpressionCodes.ExpressionInString);
        return text;
    }
}
