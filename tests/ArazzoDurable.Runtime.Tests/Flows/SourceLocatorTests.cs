using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class SourceLocatorTests : IDisposable
{
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("./api.yaml", "desk/arazzo/api.yaml", "named by the document")]
    [InlineData("../openapi/api.yaml", "desk/openapi/api.yaml", "named by the document")]
    [InlineData("specs/api.yaml?raw=1#top", "desk/arazzo/specs/api.yaml", "named by the document")]
    [InlineData("my%20api.yaml", "desk/arazzo/my api.yaml", "named by the document")]
    [InlineData("specs/api.yaml", "desk/arazzo/api.yaml", "beside the document")]
    [InlineData("specs/api.yaml", "desk/arazzo/openapi/api.yaml", "in the folder openapi")]
    [InlineData("specs/api.yaml", "desk/openapi/api.yaml", "in the folder openapi")]
    [InlineData("./specs/api.yaml", "specs/api.yaml", "named by the document, seen from {root}")]
    [InlineData("specs/api.yaml", "openapi/api.yaml", "in the folder openapi of {root}")]
    [InlineData("https://host.test/x/desk/openapi/api.yaml", "desk/openapi/api.yaml", "the local file that the path of its URL ends in (desk/openapi/api.yaml)")]
    [InlineData("https://host.test/x/y/api.yaml", "desk/arazzo/api.yaml", "the local file that the path of its URL ends in (api.yaml)")]
    [InlineData("https://host.test/x/y/api.yaml", "openapi/api.yaml", "in the folder openapi of {root}")]
    public async Task Source_is_found_where_its_url_may_mean(string url, string file, string reason)
    {
        var result = await folder.Describe(url).Write(file).BundleAsync();
        var source = result.Sources.ShouldHaveSingleItem();
        source.Origin.LocalPath.ShouldBe(folder.Path(file));
        source.Reason.ShouldBe(reason.Replace("{root}", folder.Path(""), StringComparison.Ordinal));
        result.Diagnostics.ShouldBeEmpty();
        result.Bundle.ShouldNotBeNull().Sources.Keys.ShouldBe(["api"]);
    }

    [Fact]
    public async Task Source_that_the_document_names_exactly_wins_over_one_beside_it() =>
        (await folder.Describe("../specs/api.yaml").Write("desk/specs/api.yaml").Write("desk/arazzo/api.yaml").BundleAsync())
            .Sources.ShouldHaveSingleItem().Origin.LocalPath.ShouldBe(folder.Path("desk/specs/api.yaml"));

    [Fact]
    public async Task Source_with_the_longest_suffix_wins() =>
        (await folder.Describe("https://host.test/v2/specs/api.yaml").Write("desk/arazzo/api.yaml").Write("desk/specs/api.yaml").Write("v2/specs/api.yaml").BundleAsync())
            .Sources.ShouldHaveSingleItem().Origin.LocalPath.ShouldBe(folder.Path("v2/specs/api.yaml"));

    [Fact]
    public async Task Source_that_the_user_names_wins_and_may_lie_anywhere()
    {
        using var elsewhere = new Folder();
        elsewhere.Write("mine.yaml");
        var source = (await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml").BundleAsync(Given(elsewhere.Path("mine.yaml")))).Sources.ShouldHaveSingleItem();
        (source.Origin.LocalPath, source.Reason).ShouldBe((elsewhere.Path("mine.yaml"), "given by --source"));
    }

    [Fact]
    public async Task Source_that_the_user_names_and_that_is_not_there_is_an_error()
    {
        var result = await folder.Describe("api.yaml").Write("desk/arazzo/api.yaml").BundleAsync(Given("/no/such.yaml"));
        var error = result.Diagnostics.ShouldHaveSingleItem();
        (error.Severity, error.Message).ShouldBe((Severity.Error, "The file '/no/such.yaml' that --source gives for 'api' does not exist."));
    }

    [Fact]
    public async Task Source_is_found_by_its_own_identity()
    {
        folder.Describe("https://host.test/api").Write("elsewhere/x.yaml", "{openapi: 3.2.0, $self: 'https://host.test/api', paths: {}}");
        var options = new BundleOptions { Sources = ImmutableDictionary<string, string>.Empty.Add("other", folder.Path("elsewhere/x.yaml")) };
        (await folder.BundleAsync(options)).Sources.ShouldHaveSingleItem().Reason.ShouldBe("its $self is the source's URL");
    }

    [Fact]
    public async Task Source_that_is_nowhere_is_a_warning_that_says_where_it_was_looked_for()
    {
        var result = await folder.Describe("api.yaml").BundleAsync();
        var warning = result.Diagnostics.ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Hint).ShouldBe(("source-not-found", Severity.Warning, "Say where it is with --source api=PATH."));
        warning.Message.ShouldStartWith($"The document of source 'api' ('api.yaml') was not found; looked for {folder.Path("desk/arazzo/api.yaml")}, ");
        warning.Location.Pointer.ToString().ShouldBe("/sourceDescriptions/0/url");
        result.Bundle.ShouldNotBeNull().Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task Source_above_the_repository_is_not_searched_for()
    {
        folder.Write("desk/.git/HEAD", "").Write("api.yaml");
        (await folder.Describe("specs/api.yaml").BundleAsync()).Sources.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("../../../../../../../../../../etc/passwd")]
    [InlineData("..\\..\\etc\\passwd")]
    [InlineData("%00")]
    public async Task Source_far_from_the_document_is_not_read(string url)
    {
        var result = await folder.Describe(url).BundleAsync();
        result.Sources.ShouldBeEmpty();
        result.Diagnostics.Select(diagnostic => diagnostic.Code).Where(code => code != "invalid-uri").ShouldBe(["source-not-found"]);
    }

    [Fact]
    public async Task Source_that_is_not_on_the_disk_is_fetched_last()
    {
        var asked = new List<Uri>();
        var result = await folder.Describe("https://host.test/api.yaml").BundleAsync(Fetching(asked, Folder.OpenApi));
        asked.ShouldBe([new Uri("https://host.test/api.yaml")]);
        var source = result.Sources.ShouldHaveSingleItem();
        (source.Reason, source.ToString()).ShouldBe(("fetched", "api: https://host.test/api.yaml (fetched)"));
    }

    [Fact]
    public async Task Source_relative_to_an_absolute_identity_is_fetched_from_there()
    {
        var asked = new List<Uri>();
        await folder.Describe("../api.yaml", "$self: https://host.test/flows/flow.yaml", "1.1.0").BundleAsync(Fetching(asked, Folder.OpenApi));
        asked.ShouldBe([new Uri("https://host.test/api.yaml")]);
    }

    [Theory]
    [InlineData("http://host.test/api.yaml")]
    [InlineData("ftp://host.test/api.yaml")]
    public async Task Source_is_fetched_by_https_only(string url)
    {
        var asked = new List<Uri>();
        (await folder.Describe(url).BundleAsync(Fetching(asked, Folder.OpenApi))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("source-not-found");
        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Source_that_cannot_be_fetched_is_a_warning() =>
        (await folder.Describe("https://host.test/api.yaml").BundleAsync(Fetching([], null))).Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldContain("https://host.test/api.yaml");

    static BundleOptions Given(string path) => new() { Sources = ImmutableDictionary<string, string>.Empty.Add("api", path) };

    static BundleOptions Fetching(List<Uri> asked, string? text) => new()
    {
        Fetch = (uri, _) =>
        {
            asked.Add(uri);
            return Task.FromResult(text is null ? null : Encoding.UTF8.GetBytes(text));
        },
    };
}
