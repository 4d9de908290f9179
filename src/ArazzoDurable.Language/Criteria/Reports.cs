using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Why a condition could not be evaluated. Texts of the document may stand in it, values never.</summary>
static class Reports
{
    public static string NoValue(RuntimeExpression expression) => $"The expression '{expression.Text}' in the condition has no value.";

    public static string NoContext(RuntimeExpression context) => $"The context '{context.Text}' has no value.";

    public static string Syntax(SyntaxError error) => $"The condition cannot be read at offset {error.Position}: {error.Message}";
}
