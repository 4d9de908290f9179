using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Descriptions;

/// <summary>The published descriptions that name other descriptions.</summary>
public sealed class CorpusDescriptionTests
{
    static string Mocks(params string[] path) => Corpus.Path(["jaredce-arazzo-runner", "test", "mocks", .. path]);

    [CorpusFact]
    public async Task Official_document_that_depends_on_another_has_no_errors()
    {
        var validated = await Invocation.Of("validate", Corpus.Path("oai", "schema-tests", "pass", "async-depends-on-across-document.arazzo.yaml"), "--offline");

        validated.Exit.ShouldBe(0, validated.Out);
    }

    [CorpusTheory]
    [InlineData("arazzo-outputs", "between-arazzo-documents.json")]
    [InlineData("arazzo-dependsOn", "external-workflow.json")]
    public async Task Document_that_runs_a_workflow_of_another_runs(string name, string file)
    {
        using var folder = new TemporaryFolder();

        var (exit, output, error) = await Arazzo.RunAsync(
            "run", Mocks("arazzo", name, file), "--simulate", "--offline", "-i", "username=u", "-i", "password=p", "--data", folder["data"], "--json");

        exit.ShouldBe(0, error);
        JsonElement.Parse(output).GetProperty("status").GetString().ShouldBe("success");
    }

    [CorpusFact]
    public async Task Document_that_misspells_how_a_source_is_named_is_told_the_standard_spelling()
    {
        var validated = await Invocation.Of(
            "validate", Mocks("single-workflow", "arazzo-sourceDescription", "arazzoMock-user-single-workflow-single-step.json"), "--offline");

        validated.Exit.ShouldBe(1);
        validated.Out.ShouldContain("error unknown-workflow: A workflow is named by its id, or as '$sourceDescriptions.<name>.<workflowId>', but this is '$sourceDescription.users-arazzo.createUser'.");
        validated.Out.ShouldContain("hint: Did you mean '$sourceDescriptions.'?");
    }
}
