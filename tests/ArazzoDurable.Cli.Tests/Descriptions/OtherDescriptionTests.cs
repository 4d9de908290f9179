using System.Text.Json;
using ArazzoDurable.Cli.Validate;

namespace ArazzoDurable.Cli.Tests.Descriptions;

/// <summary>A description that runs a workflow of another one, which calls its own API: three files on the disk.</summary>
public sealed class OtherDescriptionTests : IDisposable
{
    const string Root = """
        arazzo: 1.0.1
        info: {title: Root, version: '1'}
        sourceDescriptions:
          - {name: lib, url: lib/lib.arazzo.yaml, type: arazzo}
        workflows:
          - workflowId: main
            inputs: {type: object, properties: {user: {type: string}}}
            steps:
              - stepId: auth
                workflowId: $sourceDescriptions.lib.login
                outputs: {session: $outputs.session}
            outputs: {session: $steps.auth.outputs.session}
        """;

    const string Library = """
        arazzo: 1.0.1
        info: {title: Library, version: '1'}
        sourceDescriptions:
          - {name: accounts, url: ./accounts.yaml, type: openapi}
        workflows:
          - workflowId: login
            inputs: {type: object, properties: {user: {type: string}}}
            steps:
              - stepId: begin
                operationId: beginSession
                parameters: [{name: user, in: query, value: $inputs.user}]
                outputs: {session: $response.body#/session}
            outputs: {session: $steps.begin.outputs.session}
        """;

    const string Accounts = """
        openapi: 3.1.0
        info: {title: Accounts, version: '1'}
        servers: [{url: https://accounts.example.com}]
        paths:
          /sessions:
            post:
              operationId: beginSession
              parameters: [{name: user, in: query, required: true, schema: {type: string}}]
              responses: {'200': {description: ok, content: {application/json: {schema: {type: object}, example: {session: s-1}}}}}
        """;

    readonly TemporaryFolder folder = new();
    readonly string file;

    public OtherDescriptionTests()
    {
        file = folder.Write("root.arazzo.yaml", Root);
        folder.Write("lib/lib.arazzo.yaml", Library);
        folder.Write("lib/accounts.yaml", Accounts);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Workflow_of_another_description_runs_end_to_end()
    {
        var (exit, output, error) = await Arazzo.RunAsync("run", file, "--simulate", "--offline", "-i", "user=u", "--data", folder["data"], "--json");

        exit.ShouldBe(0, error);
        var status = JsonElement.Parse(output);
        status.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText().ShouldBe("""{"session":"s-1"}""");
    }

    [Theory]
    [InlineData("lib/accounts")]
    [InlineData("accounts")]
    public async Task Server_of_a_source_of_a_source_is_given(string name)
    {
        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--offline", "-i", "user=u", "--server", $"{name}=http://127.0.0.1:1", "--data", folder["data"]);

        exit.ShouldBe(1);
        error.ShouldContain("connection-refused", Case.Insensitive);
    }

    [Fact]
    public async Task Source_of_a_source_that_is_nowhere_stops_the_run_before_any_call()
    {
        File.Delete(folder["lib/accounts.yaml"]);

        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--offline", "--data", folder["data"]);

        exit.ShouldBe(2);
        error.ShouldContain("source lib:4:27: error source-not-found: The document of source 'lib/accounts' ('./accounts.yaml') was not found");
        error.ShouldContain("Say where it is with --source lib/accounts=PATH.");
        error.ShouldContain("nothing was called");
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("lib/accounts")]
    public async Task Source_of_a_source_is_given(string name)
    {
        File.Move(folder["lib/accounts.yaml"], folder["elsewhere.yaml"]);

        var (exit, _, error) = await Arazzo.RunAsync(
            "run", file, "--simulate", "--offline", "-i", "user=u", "--source", $"{name}={folder["elsewhere.yaml"]}", "--data", folder["data"]);

        exit.ShouldBe(0, error);
    }

    [Theory]
    [InlineData("--server", "acounts=http://127.0.0.1:1", "arazzo: --server acounts: the description has no source 'acounts'; it has 'lib', 'lib/accounts'.")]
    [InlineData("--server", "lib/none=http://127.0.0.1:1", "arazzo: --server lib/none: the description has no source 'lib/none'; it has 'lib', 'lib/accounts'.")]
    public async Task Source_that_no_description_names_is_told(string option, string value, string message)
    {
        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--offline", option, value, "--data", folder["data"]);

        exit.ShouldBe(2);
        error.ShouldContain(message);
    }

    [Fact]
    public async Task Name_that_several_sources_of_sources_have_is_told()
    {
        folder.Write("root.arazzo.yaml", Root.Replace("workflows:", "  - {name: more, url: more/more.yaml, type: arazzo}\nworkflows:", StringComparison.Ordinal));
        folder.Write("more/more.yaml", Library);
        folder.Write("more/accounts.yaml", Accounts);

        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--offline", "--server", "accounts=http://127.0.0.1:1", "--data", folder["data"]);

        exit.ShouldBe(2);
        error.ShouldContain("arazzo: --server accounts: it may mean 'lib/accounts' or 'more/accounts'; name one of them.");
    }

    [Fact]
    public async Task Validation_names_the_file_that_a_mistake_stands_in()
    {
        var library = folder.Write("lib/lib.arazzo.yaml", Library.Replace("beginSession", "begnSession", StringComparison.Ordinal));

        var validated = await Invocation.Of("validate", file, "--offline");

        validated.Exit.ShouldBe(1);
        validated.Out.ShouldBe($"""
            {ShownPath.Of(library)}:10:22: error unknown-operation: The operation 'begnSession' is not in source 'accounts' (./accounts.yaml).
              hint: Did you mean 'beginSession'?

            """);
        validated.Error.ShouldContain($"source lib/accounts: {ShownPath.Of(folder["lib/accounts.yaml"])} (named by the document)");
    }

    [Fact]
    public async Task Graph_shows_the_workflows_of_other_descriptions()
    {
        (await Invocation.Of("graph", file)).ShouldBe(new Invocation(0, """
            flowchart TD
              subgraph w0["main"]
                w0_start(["start"])
                w0_s0[["auth<br/>$sourceDescriptions.lib.login"]]
                w0_success(["success"])
              end
              subgraph w1["lib#35;login"]
                w1_start(["start"])
                w1_s0["begin<br/>beginSession"]
                w1_success(["success"])
              end
              w0_start --> w0_s0
              w0_s0 ==>|"runs"| w1_start
              w0_s0 --> w0_success
              w1_start --> w1_s0
              w1_s0 --> w1_success

            """, ""));
    }
}
