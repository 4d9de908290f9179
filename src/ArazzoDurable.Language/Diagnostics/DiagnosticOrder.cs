namespace ArazzoDurable.Language.Diagnostics;

/// <summary>Puts diagnostics in the order in which a reader of the text meets them.</summary>
static class DiagnosticOrder
{
    public static IEnumerable<Diagnostic> InTextOrder(this IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.OrderBy(one => one.Location.Mark.Line).ThenBy(one => one.Location.Mark.Column);
}
