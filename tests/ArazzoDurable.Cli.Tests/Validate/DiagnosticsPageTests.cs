using System.Reflection;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class DiagnosticsPageTests
{
    static readonly Assembly[] Assemblies = [typeof(DiagnosticCodes).Assembly, typeof(PlanCodes).Assembly, typeof(SimulatorServer).Assembly];

    static readonly List<string[]> Rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Replace(@"\|", "¦", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[1..^1])];

    [Fact]
    public void Page_has_every_code()
    {
        var codes = Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Codes", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Append(InputCheck.Code)
            .Concat(["scenario-shape", "scenario-unknown-member", "scenario-unknown-operation"])
            .Distinct().Order(StringComparer.Ordinal).ToList();
        codes.Count.ShouldBeGreaterThan(90);
        Rows.Select(row => row[0].Trim('`')).Distinct().Order(StringComparer.Ordinal).ShouldBe(codes);
    }

    [Fact]
    public void Page_says_of_each_code_what_it_means_how_it_looks_and_what_to_do() =>
        Rows.ShouldAllBe(row => row.Length == 4 && row.All(cell => cell.Length > 0));
}
