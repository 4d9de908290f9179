using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class ValidateCorpusTests
{
    static readonly Lazy<Task<JsonElement>> Everything = new(async () =>
        JsonElement.Parse((await Invocation.Of("validate", Corpus.Path(), "--offline", "--format", "json")).Out));

    // Ten documents call what the OpenAPI documents beside them do not have.
    static readonly Dictionary<string, string[]> Missing = new(StringComparer.Ordinal)
    {
        ["github-commit-file-to-new-branch-workflow.yml"] = ["getReference", "createReference", "createOrUpdateFileContents"],
        ["github-create-label-and-triage-issue-workflow.yml"] = ["createLabel"],
        ["github-create-milestone-and-issue-workflow.yml"] = ["createMilestone"],
        ["github-create-repository-and-issue-workflow.yml"] = ["createRepositoryForTheAuthenticatedUser"],
        ["github-fork-and-branch-workflow.yml"] = ["createFork", "getReference", "createReference"],
        ["github-inspect-latest-commit-workflow.yml"] = ["listCommits", "getCommit"],
        ["github-propose-change-pull-request-workflow.yml"] = ["getReference", "createReference", "createOrUpdateFileContents"],
        ["github-publish-release-with-asset-workflow.yml"] = ["createRelease", "uploadReleaseAsset"],
        ["github-tag-commit-and-release-workflow.yml"] = ["getReference", "createReference", "createRelease"],
        ["github-verify-and-merge-branch-workflow.yml"] = ["mergeBranch"],
    };

    [CorpusFact]
    public async Task Real_documents_have_errors_only_where_an_operation_is_missing()
    {
        var documents = (await Everything.Value).EnumerateArray().Where(IsReal).ToList();
        documents.Count.ShouldBe(126);
        var errors = documents.Select(document => (File: FileOf(document), Errors: Errors(document))).Where(document => document.Errors.Count > 0).ToList();
        errors.Select(document => document.File).ShouldBe(Missing.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, said) in errors)
        {
            said.ShouldAllBe(error => error.GetProperty("code").GetString() == "unknown-operation");
            said.Select(error => error.GetProperty("message").GetString()!.Split('\'')[1]).ShouldBe(Missing[file], file);
            said.ShouldAllBe(error => error.GetProperty("line").GetInt32() > 1 && error.GetProperty("column").GetInt32() > 1);
        }
    }

    [CorpusFact]
    public async Task Only_the_gist_documents_lack_a_source() =>
        (await Everything.Value).EnumerateArray().Where(IsReal)
            .Where(document => document.GetProperty("diagnostics").EnumerateArray().Any(one => one.GetProperty("code").GetString() == "source-not-found"))
            .Select(FileOf)
            .ShouldBe(["github-fork-gist-and-comment-workflow.yml", "github-star-and-comment-gist-workflow.yml"]);

    [CorpusFact]
    public async Task Every_description_of_the_corpus_is_looked_at() => (await Everything.Value).GetArrayLength().ShouldBeGreaterThanOrEqualTo(350);

    [CorpusTheory]
    [InlineData("invalid-arazzo-version")]
    [InlineData("not-an-object")]
    [InlineData("invalid-async-parameter-without-in.arazzo")]
    [InlineData("invalid-expression-type-object.arazzo")]
    [InlineData("invalid-openapi-parameter-without-in.arazzo")]
    [InlineData("invalid-openapi-success-criteria.arazzo")]
    [InlineData("invalid-querystring-without-value.arazzo")]
    [InlineData("invalid-selector-object.arazzo")]
    [InlineData("invalid-workflow-step-with-operationId.arazzo")]
    [InlineData("invalid-workflow-success-criteria.arazzo")]
    [InlineData("openapi-both-operationId-and-operationPath.arazzo")]
    [InlineData("openapi-duplicate-parameters.arazzo")]
    [InlineData("openapi-missing-operation-target.arazzo")]
    [InlineData("workflow-duplicate-parameters.arazzo")]
    [InlineData("workflow-missing-workflowId.arazzo")]
    public async Task Document_that_the_schema_refuses_fails(string name)
    {
        var validated = await Invocation.Of("validate", Corpus.Path("oai", "schema-tests", "fail", $"{name}.yaml"), "--offline");
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldMatch(@":[1-9]\d*:[1-9]\d*: error [a-z-]+: ");
    }

    static bool IsReal(JsonElement document) => document.GetProperty("file").GetString()!.Contains("/api-evangelist/", StringComparison.Ordinal);

    static string FileOf(JsonElement document) => Path.GetFileName(document.GetProperty("file").GetString()!);

    static List<JsonElement> Errors(JsonElement document) =>
        [.. document.GetProperty("diagnostics").EnumerateArray().Where(one => one.GetProperty("severity").GetString() == "error")];
}
