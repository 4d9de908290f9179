using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class FlowBundlerTests : IDisposable
{
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Same_content_has_the_same_id_whatever_its_formatting()
    {
        var yaml = await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml", """
            openapi: 3.1.0
            paths:
              /a:
                get: {operationId: op, x-number: 1.50}   # a comment
            """).BundleAsync();
        folder.Write("desk/arazzo/api.yaml", """{"paths":{"/a":{"get":{"x-number":1.5,"operationId":"op"}}},"openapi":"3.1.0"}""");
        folder.Write("desk/arazzo/flow.yaml", """
            {"workflows": [{"steps": [{"operationId": "op", "stepId": "s"}], "workflowId": "w"}], "arazzo": "1.0.1",
             "sourceDescriptions": [{"type": "openapi", "url": "api.yaml", "name": "api"}], "info": {"version": "1", "title": "t"}}
            """);
        (await folder.BundleAsync()).Bundle.ShouldNotBeNull().Id.ShouldBe(yaml.Bundle.ShouldNotBeNull().Id);
    }

    [Fact]
    public async Task Place_of_the_documents_does_not_change_the_id()
    {
        using var other = new Folder();
        var here = await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml").BundleAsync();
        var there = await other.Describe("api.yaml").Write("openapi/api.yaml").BundleAsync();
        there.Bundle.ShouldNotBeNull().Id.ShouldBe(here.Bundle.ShouldNotBeNull().Id);
    }

    [Fact]
    public async Task Description_that_is_unreadable_gives_no_bundle()
    {
        var result = await folder.Write("desk/arazzo/flow.yaml", "{ [").BundleAsync();
        result.Bundle.ShouldBeNull();
        result.Diagnostics.ShouldContain(diagnostic => diagnostic.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("{ [", "unreadable")]
    [InlineData("<html></html>", "not-a-source")]
    [InlineData("just: text", "not-a-source")]
    public async Task Source_that_is_unreadable_is_an_error_of_that_source(string text, string code)
    {
        var result = await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml", text).BundleAsync();
        var error = result.Diagnostics.ShouldHaveSingleItem();
        (error.Code, error.Severity, error.Source).ShouldBe((code, Severity.Error, "api"));
    }

    [Fact]
    public async Task Source_with_a_mistake_that_can_be_read_over_is_a_warning()
    {
        var result = await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml", "{openapi: 3.1.0, x-a: 1, x-a: 2, paths: {}}").BundleAsync();
        var warning = result.Diagnostics.ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Source).ShouldBe(("duplicate-key", Severity.Warning, "api"));
    }

    [CorpusTheory]
    [InlineData("runloop-ai", "runloop-ai-score-running-scenario-run-workflow.yml")]
    [InlineData("runloop-ai", "runloop-ai-suspend-and-resume-devbox-workflow.yml")]
    [InlineData("runloop-ai", "runloop-ai-graceful-snapshot-and-shutdown-workflow.yml")]
    [InlineData("dataiku", "dataiku-run-scenario-and-poll-workflow.yml")]
    public async Task RealDocument_has_the_same_id_in_YAML_and_JSON(string provider, string file)
    {
        var path = Corpus.Path("api-evangelist", provider, "arazzo", file);
        var yaml = await FlowBundler.BundleAsync(path, BundleOptions.Default, CancellationToken.None);
        var json = JsonSerializer.SerializeToUtf8Bytes(yaml.Bundle.ShouldNotBeNull().Description);
        var again = await FlowBundler.BundleAsync(json, path, BundleOptions.Default, CancellationToken.None);
        yaml.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Severity == Severity.Warning);
        again.Bundle.ShouldNotBeNull().Id.ShouldBe(yaml.Bundle.Id);
        again.Sources.Select(source => source.Origin).ShouldBe(yaml.Sources.Select(source => source.Origin));
    }

    [CorpusFact]
    public async Task RealDocument_resolves_from_its_stored_bundle()
    {
        var path = Corpus.Path("api-evangelist", "runloop-ai", "arazzo", "runloop-ai-score-running-scenario-run-workflow.yml");
        var result = await FlowBundler.BundleAsync(path, BundleOptions.Default, CancellationToken.None);
        var bundle = result.Bundle.ShouldNotBeNull();
        var opened = FlowBundle.Open(bundle.Id, bundle.Bytes);
        var resolver = new OperationResolver(result.Document.ShouldNotBeNull(), opened.Sources.Select(source => SourceDocument.Create(source.Key, source.Value)), Dialect.Lenient);
        result.Document.Workflows.SelectMany(workflow => workflow.Steps).ShouldAllBe(step => resolver.Resolve(step.Target) is Resolution.Found);
    }
}
