using System.Text.Json;
using ArazzoDurable.Cli.Validate;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class ReportFormatTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string file;

    public ReportFormatTests()
    {
        folder.Write("lab.yaml", Documents.OpenApi);
        file = folder.Write("a b.yaml", Documents.Arazzo("listThing", "$statusCode == \"ok\""));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Json_lists_files_with_their_diagnostics()
    {
        var fine = folder.Write("c.yaml", Documents.Arazzo());
        var report = JsonElement.Parse((await Invocation.Of("validate", file, fine, "--format", "json")).Out);
        report.GetArrayLength().ShouldBe(2);
        report[0].GetProperty("file").GetString().ShouldBe(ShownPath.Of(file));
        var diagnostics = report[0].GetProperty("diagnostics");
        diagnostics.EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(["unknown-operation", "double-quoted-string"]);
        JsonElement.DeepEquals(diagnostics[0], JsonElement.Parse("""
            {
              "code": "unknown-operation", "severity": "error", "pointer": "/workflows/0/steps/0/operationId", "line": 9, "column": 18,
              "message": "The operation 'listThing' is not in source 'lab' (lab.yaml).", "hint": "Did you mean 'listThings'?"
            }
            """)).ShouldBeTrue(diagnostics[0].GetRawText());
        report[1].GetProperty("diagnostics").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Json_names_the_source_of_a_diagnostic()
    {
        folder.Write("lab.yaml", "[]");
        var report = JsonElement.Parse((await Invocation.Of("validate", file, "--format", "json")).Out);
        report[0].GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "not-a-source")
            .GetProperty("source").GetString().ShouldBe("lab");
    }

    [Fact]
    public async Task Sarif_has_a_result_for_each_diagnostic()
    {
        var invocation = await Invocation.Of("validate", file, "--format", "sarif");
        invocation.Exit.ShouldBe(1);
        var log = JsonElement.Parse(invocation.Out);
        log.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = log.GetProperty("runs")[0];
        var driver = run.GetProperty("tool").GetProperty("driver");
        driver.GetProperty("name").GetString().ShouldBe("arazzo");
        driver.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ShouldBe(["double-quoted-string", "unknown-operation"]);
        var result = run.GetProperty("results")[0];
        result.GetProperty("ruleId").GetString().ShouldBe("unknown-operation");
        result.GetProperty("ruleIndex").GetInt32().ShouldBe(1);
        result.GetProperty("level").GetString().ShouldBe("error");
        result.GetProperty("message").GetProperty("text").GetString().ShouldBe("The operation 'listThing' is not in source 'lab' (lab.yaml). Did you mean 'listThings'?");
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString()!.ShouldEndWith("/a%20b.yaml");
        place.GetProperty("region").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("").ShouldBe("""{"startLine":9,"startColumn":18}""");
    }

    [Fact]
    public async Task Sarif_says_of_each_rule_what_it_means_and_what_to_do()
    {
        var log = JsonElement.Parse((await Invocation.Of("validate", file, "--format", "sarif")).Out);
        var rules = log.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules");
        rules[0].GetProperty("shortDescription").GetProperty("text").GetString().ShouldBe("A string in a simple condition has double quotes.");
        rules[0].GetProperty("help").GetProperty("text").GetString().ShouldBe("Example: `$response.body#/a == \"x\"`. Cure: `$response.body#/a == 'x'`");
        rules[1].GetProperty("shortDescription").GetProperty("text").GetString().ShouldBe("The sources that the step can mean do not have the operation.");
        rules.EnumerateArray().ShouldAllBe(rule => rule.GetProperty("help").GetProperty("markdown").GetString()!.StartsWith("**Example:** ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task Report_of_an_unreadable_file_is_still_a_report(string format)
    {
        var validated = await Invocation.Of("validate", folder.Write("broken.yaml", "\0\u0001"), "--format", format);
        validated.Exit.ShouldBe(1);
        JsonElement.Parse(validated.Out).GetRawText().ShouldContain("\"unreadable\"");
    }

    [Fact]
    public async Task Sarif_without_findings_has_empty_results()
    {
        var log = JsonElement.Parse((await Invocation.Of("validate", folder.Write("c.yaml", Documents.Arazzo()), "--format", "sarif")).Out);
        log.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(0);
    }
}
