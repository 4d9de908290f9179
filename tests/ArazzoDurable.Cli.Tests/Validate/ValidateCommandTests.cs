using ArazzoDurable.Cli.Validate;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class ValidateCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public ValidateCommandTests() => folder.Write("lab.yaml", Documents.OpenApi);

    string Source => $"source lab: {ShownPath.Of(Path.Combine(folder.Root, "lab.yaml"))} (named by the document)\n";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Document_without_a_mistake_gives_no_output_but_the_count()
    {
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo());
        (await Invocation.Of("validate", file)).ShouldBe(new Invocation(0, "", $"{Source}1 file, 0 errors, 0 warnings\n"));
    }

    [Fact]
    public async Task Mistake_is_told_with_its_place_in_the_file_and_a_hint()
    {
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo("listThing"));
        var validated = await Invocation.Of("validate", file);
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldBe($"""
            {ShownPath.Of(file)}:9:18: error unknown-operation: The operation 'listThing' is not in source 'lab' (lab.yaml).
              hint: Did you mean 'listThings'?

            """);
        validated.Error.ShouldBe($"{Source}1 file, 1 error, 0 warnings\n");
    }

    [Theory]
    [InlineData(new string[0], 0, "warning", "1 file, 0 errors, 1 warning\n")]
    [InlineData(new[] { "--strict" }, 1, "error", "1 file, 1 error, 0 warnings\n")]
    [InlineData(new[] { "--dialect", "lenient" }, 0, "warning", "1 file, 0 errors, 1 warning\n")]
    public async Task Warning_fails_only_when_asked_to(string[] options, int exit, string severity, string summary)
    {
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo(condition: "$statusCode == \"ok\""));
        var validated = await Invocation.Of(["validate", file, .. options]);
        validated.Exit.ShouldBe(exit);
        validated.Out.ShouldStartWith($"{ShownPath.Of(file)}:11:18: {severity} double-quoted-string: ");
        validated.Error.ShouldBe(Source + summary);
    }

    [Theory]
    [InlineData("lenient", 0)]
    [InlineData("strict", 1)]
    public async Task Dialect_decides_whether_a_lenient_reading_is_an_error(string dialect, int exit)
    {
        folder.Write("other.yaml", Documents.OpenApi.Replace("listThings", "listOthers", StringComparison.Ordinal));
        var text = Documents.Arazzo().Replace("- {name: lab", "- {name: other, url: other.yaml}\n- {name: lab", StringComparison.Ordinal);
        var validated = await Invocation.Of("validate", folder.Write("a.arazzo.yaml", text), "--dialect", dialect);
        validated.Exit.ShouldBe(exit);
        validated.Out.ShouldContain(" unqualified-operation: ");
    }

    [Fact]
    public async Task Folder_means_every_description_below_it_in_the_order_of_the_names()
    {
        folder.Write("b/two.yml", Documents.Arazzo("two"));
        folder.Write("a/one.yaml", Documents.Arazzo("one"));
        folder.Write("c/three.json", """{"arazzo": "1.0.1"}""");
        folder.Write("c/notes.yaml", "about: arazzo");
        folder.Write("c/arazzo.md", "arazzo: 1.0.1");
        folder.Write("d/broken.yaml", "arazzo: 1.0.1\ninfo: [");
        var validated = await Invocation.Of("validate", folder.Root, folder.Root, "--offline");
        validated.Error.ShouldStartWith("4 files, ");
        validated.Out.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal))
            .Select(line => Path.GetFileName(line.Split(':')[0])).Distinct().ShouldBe(["one.yaml", "two.yml", "three.json", "broken.yaml"]);
    }

    [Fact]
    public async Task Source_that_is_given_is_taken_from_its_file()
    {
        folder.Write("elsewhere/api.yaml", Documents.OpenApi.Replace("listThings", "listOthers", StringComparison.Ordinal));
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo("listOthers"));
        (await Invocation.Of("validate", file)).Exit.ShouldBe(1);
        var given = Path.Combine(folder.Root, "elsewhere", "api.yaml");
        (await Invocation.Of("validate", file, "--source", $"lab={given}")).ShouldBe(
            new Invocation(0, "", $"source lab: {ShownPath.Of(given)} (given by --source)\n1 file, 0 errors, 0 warnings\n"));
    }

    [Fact]
    public async Task Source_that_one_of_several_descriptions_has_may_be_given()
    {
        var given = folder.Write("elsewhere/lab.yaml", Documents.OpenApi);
        folder.Write("lab.yaml", Documents.OpenApi);
        folder.Write("a.arazzo.yaml", Documents.Arazzo());
        folder.Write("b.arazzo.yaml", Documents.Arazzo().Replace("name: lab", "name: other", StringComparison.Ordinal));
        var validated = await Invocation.Of("validate", folder.Root, "--source", $"lab={given}");
        validated.Error.ShouldBe("2 files, 0 errors, 0 warnings\n");
        validated.Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Source_that_is_not_there_is_a_warning()
    {
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo().Replace("url: lab.yaml", "url: https://lab.invalid/v1/none.yaml", StringComparison.Ordinal));
        var validated = await Invocation.Of("validate", file, "--offline");
        validated.Exit.ShouldBe(0);
        validated.Out.ShouldContain(":4:20: warning source-not-found: The document of source 'lab'");
        validated.Out.ShouldContain("\n  hint: Say where it is with --source lab=PATH.\n");
    }

    [Fact]
    public async Task Mistake_in_a_source_is_told_in_the_file_of_the_source()
    {
        var source = folder.Write("lab.yaml", "just a text");
        var validated = await Invocation.Of("validate", folder.Write("a.arazzo.yaml", Documents.Arazzo()));
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldContain($"{ShownPath.Of(source)}:1:1: error not-a-source: ");
    }

    [Fact]
    public async Task Control_characters_of_a_document_do_not_reach_the_terminal()
    {
        var file = folder.Write("a.arazzo.yaml", Documents.Arazzo("\"\\e[31mred\\nwarning\\u202e\""));
        var validated = await Invocation.Of("validate", file);
        validated.Out.ShouldContain(@"'\u001b[31mred\u000awarning\u202e'");
        validated.Out.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData(new[] { "validate" }, "arazzo: Required argument missing for command: 'validate'. See 'arazzo validate --help'.\n")]
    [InlineData(new[] { "validate", "nowhere.yaml" }, "arazzo: There is no file or folder 'nowhere.yaml'.\n")]
    [InlineData(new[] { "validate", "--strct" }, "arazzo: There is no file, folder or option '--strct'.\n")]
    [InlineData(new[] { "validate", ".", "--format", "xml" }, "arazzo: --format: Argument 'xml' not recognized. Must be one of: 'text' 'json' 'sarif'. See 'arazzo validate --help'.\n")]
    [InlineData(new[] { "validate", ".", "--dialect", "loose" }, "arazzo: --dialect: Argument 'loose' not recognized. Must be one of: 'strict' 'lenient'. See 'arazzo validate --help'.\n")]
    [InlineData(new[] { "validate", ".", "--source", "lab" }, "arazzo: --source expects name=path; number 1 of them has no '='.\n")]
    [InlineData(new[] { "validate", ".", "--source", "=x" }, "arazzo: --source expects name=path; number 1 of them has no name before the '='.\n")]
    [InlineData(new[] { "validate", ".", "--source", "lab=a", "--source", "lab=b" }, "arazzo: --source gives 'lab' twice; it takes one value.\n")]
    [InlineData(new[] { "nonsense" }, "arazzo: There is no command 'nonsense'. See 'arazzo --help'.\n")]
    [InlineData(new string[0], "arazzo: Required command was not provided. See 'arazzo --help'.\n")]
    public async Task Wrong_usage_is_told(string[] args, string message) =>
        (await Invocation.Of(args)).ShouldBe(new Invocation(2, "", message));

    [Theory]
    [InlineData(new byte[0], "unreadable", "The text is empty; a YAML or JSON document is expected.")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0 }, "unreadable", "UTF-8")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0 }, "unreadable", "control character")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0, 0x3A, 0 }, "unreadable", "UTF-8")]
    [InlineData(new byte[] { 0x61 }, "wrong-type", "An Arazzo description must be an object, but it is a string.")]
    public async Task File_that_is_no_document_fails_with_a_place_and_a_reason(byte[] content, string code, string reason)
    {
        var file = Path.Combine(folder.Root, "some.yaml");
        await File.WriteAllBytesAsync(file, content);
        var validated = await Invocation.Of("validate", file);
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldMatch($@":1:[1-9]\d*: error {code}: ");
        validated.Out.ShouldContain(reason);
    }

    [Fact]
    public async Task Several_files_are_one_report_and_one_that_is_missing_makes_it_unusable()
    {
        var (fine, wrong) = (folder.Write("fine.yaml", Documents.Arazzo()), folder.Write("wrong.yaml", Documents.Arazzo("listThing")));
        var both = await Invocation.Of("validate", fine, wrong);
        both.Exit.ShouldBe(1);
        both.Error.ShouldBe("2 files, 1 error, 0 warnings\n");
        var missing = Path.Combine(folder.Root, "missing.yaml");
        (await Invocation.Of("validate", fine, missing, wrong)).ShouldBe(new Invocation(2, "", $"arazzo: There is no file or folder '{missing}'.\n"));
    }

    [Fact]
    public async Task Folder_without_a_description_is_unusable()
    {
        using var empty = new TemporaryFolder();
        (await Invocation.Of("validate", empty.Root)).ShouldBe(
            new Invocation(2, "", $"arazzo: There is no Arazzo document below '{empty.Root}'; one has the member 'arazzo' at its root.\n"));
    }

    [Fact]
    public async Task Help_has_two_examples()
    {
        var help = await Invocation.Of("validate", "--help");
        help.Exit.ShouldBe(0);
        help.Out.Split("Examples:")[1].Split('\n').Count(line => line.StartsWith("  arazzo validate ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public async Task Sample_has_only_the_warnings_that_it_shows(string name)
    {
        var validated = await Invocation.Of("validate", Samples.Workflow(name), "--offline");
        validated.Exit.ShouldBe(0);
        validated.Out.Split('\n').Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])
            .ShouldAllBe(code => code == "bare-expression:" || code == "jsonpath-comparison:");
    }
}
