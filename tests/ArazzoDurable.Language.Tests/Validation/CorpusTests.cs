using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Tests.Validation;

public sealed class CorpusTests
{
    public static TheoryData<string> Passing => [.. Below("oai", "schema-tests", "pass")];

    public static TheoryData<string> Published => [.. Below("api-evangelist").Where(path => path.Contains("/arazzo/", StringComparison.Ordinal))];

    public static TheoryData<string> Everything => [.. Below()];

    [CorpusFact]
    public void Corpus_has_126_published_documents() => Published.Count.ShouldBe(126);

    [CorpusTheory]
    [MemberData(nameof(Passing))]
    public void Document_that_the_schema_accepts_gives_no_error(string path) => Errors(path).ShouldBeEmpty();

    [CorpusTheory]
    [MemberData(nameof(Published))]
    public void Published_document_gives_no_error(string path) => Errors(path).ShouldBeEmpty();

    [CorpusTheory]
    [InlineData("async-both-operationId-and-channelPath", "several-targets", "/workflows/0/steps/0/channelPath")]
    [InlineData("async-channelPath-without-action", "missing-member", "/workflows/0/steps/0")]
    [InlineData("async-depends-on-duplicate-values", "duplicate-entry", "/workflows/0/steps/1/dependsOn/1")]
    [InlineData("async-depends-on-empty", "empty-list", "/workflows/0/steps/1/dependsOn")]
    [InlineData("async-depends-on-invalid-reference", "invalid-value", "/workflows/0/steps/1/dependsOn/0")]
    [InlineData("channel-path-is-invalid-for-openapi", "missing-member", "/workflows/0/steps/0")]
    [InlineData("invalid-arazzo-version", "wrong-type", "/arazzo")]
    [InlineData("invalid-async-correlation-id-non-receive-action", "misplaced-member", "/workflows/0/steps/0/correlationId")]
    [InlineData("invalid-async-parameter-without-in", "missing-member", "/workflows/0/steps/0/parameters/0")]
    [InlineData("invalid-async", "invalid-value", "/workflows/0/steps/0/action")]
    [InlineData("invalid-expression-type-object", "invalid-value", "/workflows/0/steps/0/outputs/brokenSelector/type/version")]
    [InlineData("invalid-openapi-parameter-without-in", "missing-member", "/workflows/0/steps/0/parameters/0")]
    [InlineData("invalid-openapi-success-criteria", "empty-list", "/workflows/0/steps/0/successCriteria")]
    [InlineData("invalid-querystring-without-value", "missing-member", "/workflows/0/steps/0/parameters/0")]
    [InlineData("invalid-selector-object", "missing-member", "/workflows/0/steps/0/outputs/brokenOutput")]
    [InlineData("invalid-self-fragment", "invalid-value", "/$self")]
    [InlineData("invalid-targetSelectorType", "invalid-value", "/workflows/0/steps/0/requestBody/replacements/0/targetSelectorType")]
    [InlineData("invalid-workflow-step-with-operationId", "several-targets", "/workflows/0/steps/0/workflowId")]
    [InlineData("invalid-workflow-success-criteria", "empty-list", "/workflows/0/steps/0/successCriteria")]
    [InlineData("not-an-object", "wrong-type", "")]
    [InlineData("openapi-both-operationId-and-operationPath", "several-targets", "/workflows/0/steps/0/operationPath")]
    [InlineData("openapi-duplicate-parameters", "duplicate-parameter", "/workflows/0/steps/0/parameters/1")]
    [InlineData("openapi-missing-operation-target", "missing-target", "/workflows/0/steps/0")]
    [InlineData("workflow-duplicate-parameters", "duplicate-parameter", "/workflows/0/steps/0/parameters/1")]
    [InlineData("workflow-missing-workflowId", "missing-target", "/workflows/0/steps/0")]
    [InlineData("workflow-step-with-action", "misplaced-member", "/workflows/0/steps/0/action")]
    [InlineData("workflow-step-with-channelPath", "several-targets", "/workflows/0/steps/0/channelPath")]
    public void Document_that_the_schema_refuses_gives_an_error_in_its_place(string name, string code, string pointer)
    {
        var path = Directory.GetFiles(Corpus.Path("oai", "schema-tests", "fail"), $"{name}.*").ShouldHaveSingleItem();
        Errors(path).ShouldContain(error => error.StartsWith($"Error {code} {pointer} ", StringComparison.Ordinal));
    }

    [CorpusFact]
    public void Each_refused_document_of_the_corpus_is_tested()
    {
        var tested = typeof(CorpusTests).GetMethod(nameof(Document_that_the_schema_refuses_gives_an_error_in_its_place))!
            .GetCustomAttributesData().Count(attribute => attribute.AttributeType == typeof(InlineDataAttribute));
        tested.ShouldBe(Directory.GetFiles(Corpus.Path("oai", "schema-tests", "fail")).Length);
    }

    [CorpusTheory]
    [MemberData(nameof(Everything))]
    public void Any_document_is_examined_without_an_exception(string path) =>
        Examination.Of(File.ReadAllBytes(Corpus.Path(path))).ShouldAllBe(one => one.Location.Mark.Line > 0);

    static List<string> Errors(string path) =>
        [.. Examination.Lines(Examination.Of(File.ReadAllBytes(Corpus.Path(path))).Where(one => one.Severity == Severity.Error))];

    static IEnumerable<string> Below(params string[] parts) => Corpus.Root is null
        ? []
        : Directory.GetFiles(Corpus.Path(parts), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml" or ".json")
            .Select(path => Path.GetRelativePath(Corpus.Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
