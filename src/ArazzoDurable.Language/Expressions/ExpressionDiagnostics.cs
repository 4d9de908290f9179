using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Expressions;

/// <summary>What is said about expressions in values.</summary>
static class ExpressionDiagnostics
{
    public static Diagnostic InvalidExpression(Location location, SyntaxError error, string consequence) => Diagnostic.Warning(
        ExpressionCodes.InvalidExpression,
        location,
        $"This looks like a runtime expression and is none, so {consequence}. {error.Message} (at offset {error.Position})");

    public static Diagnostic BareExpression(Location location, Dialect dialect, string standard) => Diagnostic.Warning(
        ExpressionCodes.BareExpression,
        location,
        dialect == Dialect.Lenient
            ? "An expression inside a longer string needs braces; it was read as if it had them."
            : "An expression inside a longer string needs braces; this one is sent as text.",
        standard);

    public static Diagnostic SelectorOf11(Location location) => Diagnostic.Warning(
        DiagnosticCodes.FieldOf11,
        location,
        "This looks like a selector, which came with Arazzo 1.1; in this description it is data.",
        "Write 'arazzo: 1.1.0' to use it.");
}
