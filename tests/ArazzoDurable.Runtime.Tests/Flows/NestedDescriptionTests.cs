using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Flows;

/// <summary>Descriptions among the sources of a description on the disk.</summary>
public sealed class NestedDescriptionTests : IDisposable
{
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Sources_of_a_source_are_found_from_where_it_lies()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "../shared/lib.yaml")).Describe("desk/shared/lib.yaml", ("api", "api.yaml"), ("inner", "deep/inner.yaml"))
            .Write("desk/shared/api.yaml").Describe("desk/shared/deep/inner.yaml", ("api", "./api.yaml")).Write("desk/shared/deep/api.yaml");

        var result = await folder.BundleAsync();

        result.Diagnostics.ShouldBeEmpty();
        result.Sources.Select(source => (source.Name, source.Origin.LocalPath)).ShouldBe(
        [
            ("lib", folder.Path("desk/shared/lib.yaml")),
            ("lib/api", folder.Path("desk/shared/api.yaml")),
            ("lib/inner", folder.Path("desk/shared/deep/inner.yaml")),
            ("lib/inner/api", folder.Path("desk/shared/deep/api.yaml")),
        ]);
        result.Descriptions.Keys.ShouldBe(["", "lib", "lib/inner"]);
        result.Bundle.ShouldNotBeNull().Sources.Keys.ShouldBe(["lib", "lib/api", "lib/inner", "lib/inner/api"]);
    }

    [Fact]
    public async Task Documents_that_name_each_other_stand_once()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml"), ("api", "api.yaml")).Write("desk/arazzo/api.yaml")
            .Describe("desk/arazzo/lib.yaml", ("up", "flow.yaml"), ("self", "lib.yaml"), ("api", "api.yaml"));

        var bundle = (await folder.BundleAsync()).Bundle.ShouldNotBeNull();

        Entry(bundle, "lib/up").ShouldBe("""{"$ref":"#/arazzo"}""");
        Entry(bundle, "lib/self").ShouldBe("""{"$ref":"#/sources/lib"}""");
        Entry(bundle, "lib/api").ShouldBe("""{"$ref":"#/sources/api"}""");
        bundle.Sources.Count.ShouldBe(5);
        FlowBundle.TryRead(bundle.Bytes, out _).ShouldNotBeNull().Id.ShouldBe(bundle.Id);
    }

    [Fact]
    public async Task Api_that_the_root_names_twice_stands_twice()
    {
        Describe("desk/arazzo/flow.yaml", ("one", "api.yaml"), ("two", "api.yaml")).Write("desk/arazzo/api.yaml");

        var bundle = (await folder.BundleAsync()).Bundle.ShouldNotBeNull();

        Entry(bundle, "two").ShouldBe(Entry(bundle, "one"));
        Entry(bundle, "two").ShouldContain("openapi");
        // The SHA-256 of the canonical JSON, worked out by other means.
        bundle.Id.Digest.ShouldBe("c811c4f2d93f9fe810df3b6e9911fcfa1dff7a7c96744a0912e72a5ae7648b21");
    }

    [Fact]
    public async Task Kind_of_a_source_without_a_type_is_told_from_its_document()
    {
        folder.Write("desk/arazzo/flow.yaml", Text("", "1.0.1", "{name: lib, url: lib.yaml}")).Describe("desk/arazzo/lib.yaml", ("api", "api.yaml")).Write("desk/arazzo/api.yaml");

        (await folder.BundleAsync()).Bundle.ShouldNotBeNull().Sources.Keys.ShouldBe(["lib", "lib/api"]);
    }

    [Fact]
    public async Task Description_is_known_by_its_self_before_anything_is_fetched()
    {
        folder.Write("desk/arazzo/flow.yaml", Text("$self: https://host.test/flow", "1.1.0", "{name: far, url: 'https://host.test/lib', type: arazzo}, {name: near, url: near.yaml, type: arazzo}"))
            .Write("desk/arazzo/near.yaml", Text("$self: https://host.test/lib", "1.1.0", "{name: up, url: 'flow', type: arazzo}"));
        var asked = new List<Uri>();

        var result = await folder.BundleAsync(Fetching(asked, []));

        asked.ShouldBeEmpty();
        result.Diagnostics.ShouldBeEmpty();
        Entry(result.Bundle!, "far").ShouldBe("""{"$ref":"#/sources/near"}""");
        Entry(result.Bundle!, "near/up").ShouldBe("""{"$ref":"#/arazzo"}""");
    }

    [Fact]
    public async Task Relative_self_moves_what_relative_urls_are_relative_to()
    {
        folder.Write("desk/arazzo/flow.yaml", Text("$self: ../public/flow.yaml", "1.1.0", "{name: api, url: apis/api.yaml, type: openapi}"))
            .Write("desk/public/apis/api.yaml").Write("desk/arazzo/apis/api.yaml");

        (await folder.BundleAsync()).Sources.ShouldHaveSingleItem().Origin.LocalPath.ShouldBe(folder.Path("desk/public/apis/api.yaml"));
    }

    [Fact]
    public async Task Given_file_is_known_by_its_self_for_a_source_of_a_source()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml")).Describe("desk/arazzo/lib.yaml", ("api", "https://host.test/api"))
            .Write("else/x.yaml", "{openapi: 3.2.0, $self: 'https://host.test/api', paths: {}}");

        (await folder.BundleAsync(Given(("any", "else/x.yaml")))).Sources.Select(source => (source.Name, source.Reason))
            .ShouldContain(("lib/api", "its $self is the source's URL"));
    }

    [Theory]
    [InlineData("lib/api")]
    [InlineData("api")]
    public async Task Source_of_a_source_is_given_by_its_path_or_its_name(string name)
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml")).Describe("desk/arazzo/lib.yaml", ("api", "nowhere.yaml")).Write("else/x.yaml");

        var result = await folder.BundleAsync(Given((name, "else/x.yaml")));

        result.Diagnostics.ShouldBeEmpty();
        result.Sources.Select(source => (source.Name, source.Reason)).ShouldContain(("lib/api", "given by --source"));
    }

    [Fact]
    public async Task Name_that_several_sources_of_sources_have_is_an_error()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml"), ("more", "more.yaml")).Describe("desk/arazzo/lib.yaml", ("api", "a.yaml"))
            .Describe("desk/arazzo/more.yaml", ("api", "b.yaml")).Write("else/x.yaml");

        var error = (await folder.BundleAsync(Given(("api", "else/x.yaml")))).Diagnostics.ShouldHaveSingleItem();

        (error.Code, error.Severity, error.Message, error.Hint).ShouldBe(
            ("ambiguous-source", Severity.Error, "The source 'api' may be any of 'lib/api', 'more/api'.", "Name the one that is meant by its path, as in --source lib/api=PATH."));
    }

    [Fact]
    public async Task Source_of_a_source_that_is_nowhere_is_a_warning_in_the_description_that_names_it()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml")).Describe("desk/arazzo/lib.yaml", ("api", "nowhere.yaml"));

        var warning = (await folder.BundleAsync()).Diagnostics.ShouldHaveSingleItem();

        (warning.Code, warning.Severity, warning.Source, warning.Hint).ShouldBe(("source-not-found", Severity.Warning, "lib", "Say where it is with --source lib/api=PATH."));
    }

    [Fact]
    public async Task Description_that_cannot_be_read_is_an_error_of_that_source()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml")).Write("desk/arazzo/lib.yaml", "{arazzo: 1.0.1, info: {title: t, version: '1'}, sourceDescriptions: [{name: a, url: b}], workflows: []}");

        var result = await folder.BundleAsync();

        result.Diagnostics.ShouldContain(diagnostic => diagnostic.Source == "lib" && diagnostic.Code == "empty-list" && diagnostic.Severity == Severity.Error);
        result.Bundle.ShouldNotBeNull().Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetched_description_leads_to_the_web_and_to_no_file()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "https://host.test/a/lib.yaml")).Write("desk/arazzo/api.yaml");
        var asked = new List<Uri>();

        var result = await folder.BundleAsync(Fetching(asked, new() { ["https://host.test/a/lib.yaml"] = Text("", "1.0.1", "{name: api, url: api.yaml}"), ["https://host.test/a/api.yaml"] = Folder.OpenApi }));

        asked.Select(uri => uri.AbsoluteUri).ShouldBe(["https://host.test/a/lib.yaml", "https://host.test/a/api.yaml"]);
        result.Diagnostics.ShouldBeEmpty();
        result.Sources.Select(source => source.Reason).ShouldBe(["fetched", "fetched"]);
    }

    [Fact]
    public async Task Descriptions_nested_too_deeply_are_an_error()
    {
        Describe("desk/arazzo/flow.yaml", ("d", "d1.yaml"));
        for (var i = 1; i <= 9; i++)
            folder.Describe($"desk/arazzo/d{i}.yaml", ("d", $"d{i + 1}.yaml"));

        var result = await folder.BundleAsync();

        var error = result.Diagnostics.ShouldHaveSingleItem();
        (error.Code, error.Severity, error.Source).ShouldBe(("limit-nesting", Severity.Error, "d/d/d/d/d/d/d/d"));
        result.Sources.Length.ShouldBe(8);
    }

    [Fact]
    public async Task Too_many_documents_of_sources_are_an_error()
    {
        Describe("desk/arazzo/flow.yaml", ("lib", "lib.yaml"))
            .Describe("desk/arazzo/lib.yaml", [.. Enumerable.Range(0, 66).Select(i => ($"a{i}", $"a{i}.yaml"))]);
        for (var i = 0; i < 66; i++)
            folder.Write($"desk/arazzo/a{i}.yaml");

        var result = await folder.BundleAsync();

        result.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Severity)).ShouldBe([("limit-documents", Severity.Error), ("limit-documents", Severity.Error)]);
        result.Sources.Length.ShouldBe(65);
    }

    [Fact]
    public async Task Documents_that_are_too_large_together_are_an_error()
    {
        Describe("desk/arazzo/flow.yaml", [.. Enumerable.Range(0, 9).Select(i => ($"a{i}", "api.yaml"))])
            .Write("desk/arazzo/api.yaml");
        var size = Folder.OpenApi.Length;

        var result = await folder.BundleAsync(new BundleOptions { MaxBytes = (2 * size) + 1 });

        var error = result.Diagnostics.ShouldHaveSingleItem();
        (error.Code, error.Severity, error.Location.Pointer.ToString()).ShouldBe(("limit-source-bytes", Severity.Error, "/sourceDescriptions/2"));
        error.Message.ShouldBe($"With that of source 'a2' the documents of the sources have more than {(2 * size) + 1} bytes together; it and those after it were left out.");
        result.Sources.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"a": {"$ref": "#/sources/b"}}""")]
    [InlineData("""{"a": {"$ref": "#/sources/a"}}""")]
    [InlineData("""{"a": {"$ref": "#/sources/b"}, "b": {"$ref": "#/arazzo"}}""")]
    [InlineData("""{"a": {"$ref": "other.json"}}""")]
    [InlineData("""{"a": {"$ref": "#/arazzo/info"}}""")]
    public void Bundle_with_a_reference_to_no_document_is_refused(string sources)
    {
        FlowBundle.TryRead(Encoding.UTF8.GetBytes($$"""{"arazzo": {}, "sources": {{sources}}}"""), out var problem).ShouldBeNull();
        problem.ShouldBe("the entry \"a\" of a bundle refers to what is no document of it");
    }

    Folder Describe(string file, params ReadOnlySpan<(string Name, string Url)> sources) => folder.Describe(file, sources);

    static string Text(string self, string version, string sources) => $$"""
        arazzo: {{version}}
        {{self}}
        info: {title: t, version: '1'}
        sourceDescriptions: [{{sources}}]
        workflows: [{workflowId: w, steps: [{stepId: s, operationId: op}]}]
        """;

    static string Entry(FlowBundle bundle, string path) => bundle.Sources[path].GetRawText();

    BundleOptions Given(params ReadOnlySpan<(string Name, string File)> files)
    {
        var sources = ImmutableDictionary<string, string>.Empty;
        foreach (var (name, file) in files)
            sources = sources.Add(name, folder.Path(file));
        return new BundleOptions { Sources = sources };
    }

    static BundleOptions Fetching(List<Uri> asked, Dictionary<string, string> texts) => new()
    {
        Fetch = (uri, _) =>
        {
            asked.Add(uri);
            return Task.FromResult(texts.TryGetValue(uri.AbsoluteUri, out var text) ? Encoding.UTF8.GetBytes(text) : null);
        },
    };
}
