using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

/// <summary>Reads texts of tests.</summary>
static class Reading
{
    public static SyntaxResult Of(string text, SyntaxLimits? limits = null) => SyntaxReader.Read(Encoding.UTF8.GetBytes(text), limits);

    public static string JsonOf(string text) => NodeJson.ToElement(Of(text).Root.ShouldNotBeNull()).GetRawText();

    public static Diagnostic OnlyDiagnosticOf(string text, SyntaxLimits? limits = null) => Of(text, limits).Diagnostics.ShouldHaveSingleItem();

    /// <summary>A diagnostic in one line, for comparing.</summary>
    public static string Line(this Diagnostic one) => $"{one.Severity} {one.Code} {one.Location.Pointer} {one.Location.Mark} {one.Message}";
}
