namespace ArazzoDurable.Cli.Tests.Graph;

public sealed class GraphCommandTests
{
    static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Graph", "cases", name);

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public async Task Sample_is_drawn_as_its_golden_file_shows(string name)
    {
        var drawn = await Invocation.Of("graph", Samples.Workflow(name));
        drawn.ShouldBe(new Invocation(0, await File.ReadAllTextAsync(Case($"{name}.mmd")), ""));
    }

    [Theory]
    [InlineData("every-way")]
    [InlineData("hostile-names")]
    public async Task Description_is_drawn_as_its_golden_file_shows(string name)
    {
        var drawn = await Invocation.Of("graph", Case($"{name}.arazzo.yaml"), "--format", "mermaid");
        drawn.ShouldBe(new Invocation(0, await File.ReadAllTextAsync(Case($"{name}.mmd")), ""));
    }

    [Fact]
    public async Task Single_workflow_is_drawn_without_the_others()
    {
        var drawn = await Invocation.Of("graph", Case("every-way.arazzo.yaml"), "--workflow", "tidy");
        drawn.Out.ShouldBe("""
            flowchart TD
              subgraph w0["tidy"]
                w0_start(["start"])
                w0_s0["sweep<br/>sweep"]
                w0_success(["success"])
              end
              w0_start --> w0_s0
              w0_s0 --> w0_success

            """);
    }

    [Fact]
    public async Task Unreadable_document_fails_with_its_diagnostics()
    {
        using var folder = new TemporaryFolder();
        var drawn = await Invocation.Of("graph", folder.Write("a.yaml", "arazzo: ["));
        drawn.Exit.ShouldBe(1);
        drawn.Out.ShouldBeEmpty();
        drawn.Error.ShouldContain(": error unreadable: ");
    }

    [Theory]
    [InlineData(new[] { "graph" }, "arazzo: Required argument missing for command: 'graph'. See 'arazzo graph --help'.\n")]
    [InlineData(new[] { "graph", "a.yaml", "b.yaml" }, "arazzo: Argument number 3 is one too many. See 'arazzo graph --help'.\n")]
    [InlineData(new[] { "graph", "a.yaml", "--format", "svg" }, "arazzo: --format: Argument 'svg' not recognized. Must be one of: 'mermaid'. See 'arazzo graph --help'.\n")]
    public async Task Wrong_usage_is_told(string[] args, string message) =>
        (await Invocation.Of(args)).ShouldBe(new Invocation(2, "", message));

    [Fact]
    public async Task File_that_is_not_there_is_unusable()
    {
        var drawn = await Invocation.Of("graph", "nowhere.yaml");
        (drawn.Exit, drawn.Out).ShouldBe((2, ""));
        drawn.Error.ShouldStartWith("arazzo: The file 'nowhere.yaml' does not exist; expected an Arazzo description.");
    }

    [Fact]
    public async Task Unknown_workflow_is_refused_with_those_that_there_are()
    {
        var file = Case("every-way.arazzo.yaml");
        (await Invocation.Of("graph", file, "--workflow", "none")).ShouldBe(
            new Invocation(2, "", $"arazzo: '{file}' has no workflow 'none'; it has 'main', 'tidy'.\n"));
    }

    [Fact]
    public async Task Help_has_two_examples()
    {
        var help = await Invocation.Of("graph", "--help");
        help.Exit.ShouldBe(0);
        help.Out.Split("Examples:")[1].Split('\n').Count(line => line.StartsWith("  arazzo graph ", StringComparison.Ordinal)).ShouldBe(2);
    }
}
