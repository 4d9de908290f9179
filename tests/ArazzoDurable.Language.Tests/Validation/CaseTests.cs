using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Validation;

/// <summary>
/// Each file of <c>cases/</c> has a document, the dialect if it is not that of the document's version, and all that is to be said
/// about the document: first by the reader, then by the validator, each in the order of the text.
/// </summary>
public sealed class CaseTests
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Validation", "cases");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_gives_the_diagnostics_of_its_case(string name)
    {
        var test = Read(name);
        Dialect? dialect = test.TryGetProperty("dialect", out var given) ? Enum.Parse<Dialect>(given.GetString()!, ignoreCase: true) : null;
        var said = Examination.Of(test.GetProperty("document").GetString()!, dialect);
        Examination.Lines(said).ShouldBe(test.GetProperty("expected").EnumerateArray().Select(Line));
    }

    [Fact]
    public void Each_code_has_a_case()
    {
        var covered = Directory.GetFiles(Folder, "*.yaml")
            .SelectMany(path => Read(Path.GetFileNameWithoutExtension(path)).GetProperty("expected").EnumerateArray())
            .Select(expected => expected.GetProperty("code").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        // The limits have tests of their own, with smaller limits.
        Codes().Where(code => !code.StartsWith("limit-", StringComparison.Ordinal)).Except(covered).ShouldBeEmpty();
    }

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        Codes().ShouldBeUnique();
        CodeNames().ShouldBe(CodeNames().Order(StringComparer.Ordinal));
    }

    static JsonElement Read(string name)
    {
        var syntax = SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Folder, $"{name}.yaml")));
        syntax.Diagnostics.ShouldBeEmpty();
        return NodeJson.ToElement(syntax.Root!);
    }

    static string Line(JsonElement expected)
    {
        string Text(string name) => expected.TryGetProperty(name, out var value) ? value.ToString() : "";
        var severity = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text("severity"));
        return $"{severity} {Text("code")} {Text("pointer")} {Text("line")}:{Text("column")} {Text("message")} | {Text("hint")}";
    }

    static List<string> Codes() => [.. Constants().Select(constant => (string)constant.GetRawConstantValue()!)];

    static List<string> CodeNames() => [.. Constants().Select(constant => constant.Name)];

    static FieldInfo[] Constants() => typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static);
}
