using System.Diagnostics;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Criteria;

/// <summary>What is said about lenient readings of conditions.</summary>
static class LenientReadings
{
    public static string Message(string code) => code switch
    {
        ExpressionCodes.JsonPathComparison => "This is no JSONPath query of RFC 9535; it was read as a comparison.",
        ExpressionCodes.DoubleQuotedString => "A string in a condition is written in single quotes; double quotes were taken for them.",
        ExpressionCodes.UnquotedString => "A string in a condition is written in single quotes; the words without quotes were taken for one.",
        ExpressionCodes.ExpressionInString => "An expression inside a string literal of a condition was replaced by its value.",
        ExpressionCodes.BareExpression => "An expression in a condition of this type is written in braces; it was read as if it had them.",
        ExpressionCodes.BracedExpression => "An expression is written without braces here; they were ignored.",
        ExpressionCodes.LengthOfValue => "Values have no length in conditions; the elements, characters or members are counted if there is no such member.",
        _ => throw new UnreachableException(),
    };
}
