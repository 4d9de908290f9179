namespace ArazzoDurable.Language.Diagnostics;

/// <summary>Puts diagnostics in the order in which a reader of the text meets them.</summary>
public static class DiagnosticOrder
{
    /// <summary>The same diagnostics by line and column; those of one place stay as they were.</summary>
    public static IEnumerable<Diagnostic> InTextOrder(this IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.OrderBy(one => one.Location.Mark.Line).ThenBy(one => one.Location.Mark.Column);
}
