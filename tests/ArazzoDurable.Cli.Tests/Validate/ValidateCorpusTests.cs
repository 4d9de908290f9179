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

    public static TheoryData<string> Passing => Names("pass");

    public static TheoryData<string> Failing => Names("fail");

    [CorpusTheory]
    [MemberData(nameof(Passing))]
    public async Task Document_that_the_schema_accepts_passes(string name)
    {
        var validated = await Invocation.Of("validate", Corpus.Path("oai", "schema-tests", "pass", name), "--offline");
        validated.Exit.ShouldBe(0, validated.Out);
    }

    [CorpusTheory]
    [MemberData(nameof(Failing))]
    public async Task Document_that_the_schema_refuses_fails(string name)
    {
        var validated = await Invocation.Of("validate", Corpus.Path("oai", "schema-tests", "fail", name), "--offline");
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldMatch(@":[1-9]\d*:[1-9]\d*: error [a-z-]+: ");
    }

    [CorpusFact]
    public void Corpus_has_35_accepted_and_27_refused_documents() => (Passing.Count, Failing.Count).ShouldBe((35, 27));

    [CorpusTheory]
    [InlineData("1.0.0/bnpl-arazzo.yaml", new[] { "filter-on-object", "unknown-step-output", "invalid-expression" })]
    [InlineData("1.0.0/ExtendedParametersExample.arazzo.yaml", new[] { "source-not-found" })]
    [InlineData("1.0.0/FAPI-PAR.arazzo.yaml", new[] { "operation-case" })]
    [InlineData("1.0.0/LoginAndRetrievePets.arazzo.yaml", new[] { "source-not-found", "operation-path-method" })]
    [InlineData("1.0.0/oauth.arazzo.yaml", new string[0])]
    [InlineData("1.0.0/pet-coupons.arazzo.yaml", new[] { "missing-parameter", "unknown-path-parameter" })]
    public async Task Example_of_the_specification_passes_with_warnings_where_it_errs(string name, string[] codes)
    {
        var validated = await Invocation.Of("validate", Corpus.Path(["oai", "examples", .. name.Split('/')]), "--offline", "--format", "json");
        validated.Exit.ShouldBe(0, validated.Out);
        JsonElement.Parse(validated.Out)[0].GetProperty("diagnostics").EnumerateArray()
            .Select(one => one.GetProperty("code").GetString()).Distinct().ShouldBe(codes);
    }

    [CorpusFact]
    public async Task Wrong_names_of_the_examples_get_the_right_ones_as_hints()
    {
        (await Invocation.Of("validate", Corpus.Path("oai", "examples", "1.0.0", "FAPI-PAR.arazzo.yaml"), "--offline")).Out
            .ShouldContain("spells the operation 'PAR' as 'Par'.\n  hint: Write Par.\n");
        (await Invocation.Of("validate", Corpus.Path("oai", "examples", "1.0.0", "pet-coupons.arazzo.yaml"), "--offline")).Out
            .ShouldContain("has no variable 'pet_id'.\n  hint: Did you mean 'petId'?\n");
    }

    [CorpusTheory]
    [InlineData("1.0.0/bnpl-openapi.yaml", "OpenAPI")]
    [InlineData("1.1.0/pet-asyncapi.yaml", "AsyncAPI")]
    public async Task Source_is_no_description(string name, string kind)
    {
        var validated = await Invocation.Of("validate", Corpus.Path(["oai", "examples", .. name.Split('/')]));
        validated.Exit.ShouldBe(1);
        validated.Out.ShouldContain($":1:1: error missing-member: An Arazzo description must have 'arazzo', but there is none.\n  hint: This is an {kind} document; name it as a source of an Arazzo description.\n");
    }

    static TheoryData<string> Names(string folder) => !Corpus.IsThere
        ? []
        : [.. Directory.GetFiles(Corpus.Path("oai", "schema-tests", folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    static bool IsReal(JsonElement document) => document.GetProperty("file").GetString()!.Contains("/api-evangelist/", StringComparison.Ordinal);

    static string FileOf(JsonElement document) => Path.GetFileName(document.GetProperty("file").GetString()!);

    static List<JsonElement> Errors(JsonElement document) =>
        [.. document.GetProperty("diagnostics").EnumerateArray().Where(one => one.GetProperty("severity").GetString() == "error")];
}
