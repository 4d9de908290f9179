using System.Collections.Concurrent;
using System.Diagnostics;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class CorpusOperationsTests
{
    // The OpenAPI files of this provider were split after the documents were written.
    static readonly Dictionary<string, string[]> Unknown = new(StringComparer.Ordinal)
    {
        ["commit-file-to-new-branch"] = ["getReference", "createReference", "createOrUpdateFileContents"],
        ["create-label-and-triage-issue"] = ["createLabel"],
        ["create-milestone-and-issue"] = ["createMilestone"],
        ["create-repository-and-issue"] = ["createRepositoryForTheAuthenticatedUser"],
        ["fork-and-branch"] = ["createFork", "getReference", "createReference"],
        ["inspect-latest-commit"] = ["listCommits", "getCommit"],
        ["propose-change-pull-request"] = ["getReference", "createReference", "createOrUpdateFileContents"],
        ["publish-release-with-asset"] = ["createRelease", "uploadReleaseAsset"],
        ["tag-commit-and-release"] = ["getReference", "createReference", "createRelease"],
        ["verify-and-merge-branch"] = ["mergeBranch"],
    };

    static readonly ConcurrentDictionary<string, SourceDocument> Loaded = new(StringComparer.Ordinal);

    public static TheoryData<string> Documents() => [.. Corpus.RealDocuments()];

    [CorpusFact]
    public void RealDocuments_are_all_there() => Corpus.RealDocuments().Count().ShouldBe(126);

    [CorpusTheory]
    [MemberData(nameof(Documents))]
    public async Task RealDocument_names_operations_that_its_sources_have(string file)
    {
        var path = Corpus.Path(file);
        var document = ArazzoReader.Read(await File.ReadAllBytesAsync(path)).Document.ShouldNotBeNull();
        var bundling = await FlowBundler.BundleAsync(path, BundleOptions.Default, CancellationToken.None);
        var missed = document.SourceDescriptions.Length - bundling.Sources.Length;
        bundling.Diagnostics.Count(diagnostic => diagnostic.Code == "source-not-found").ShouldBe(file.Contains("gist", StringComparison.Ordinal) ? missed : 0);
        var sources = bundling.Sources.Select(located => Load(located.Name, located)).ToList();
        var resolver = new OperationResolver(document, sources, document.Version.DefaultDialect);
        var steps = document.Workflows.SelectMany(workflow => workflow.Steps).ToArray();
        var resolutions = steps.Select(step => (step.Target, Resolution: resolver.Resolve(step.Target))).ToArray();
        var missing = resolutions.Where(pair => pair.Resolution is Resolution.Missing).ToArray();
        missing.ShouldAllBe(pair => ((Resolution.Missing)pair.Resolution!).Error.Code == "unknown-operation");
        missing.Select(pair => pair.Target.Reference.Value).Distinct().ShouldBe(ExpectedMissing(file), ignoreOrder: true);
        resolutions.Where(pair => pair.Resolution is Resolution.Unavailable).ShouldAllBe(_ => file.Contains("gist", StringComparison.Ordinal));
        resolutions.Select(pair => pair.Resolution).OfType<Resolution.Found>().SelectMany(found => found.Warnings)
            .ShouldAllBe(warning => warning.Code == "unqualified-operation");
    }

    [CorpusFact]
    public async Task GistDocuments_warn_that_their_source_is_not_available()
    {
        var gists = Corpus.RealDocuments().Where(file => file.Contains("gist", StringComparison.Ordinal)).ToArray();
        gists.Length.ShouldBe(2);
        foreach (var file in gists)
        {
            var result = await FlowBundler.BundleAsync(Corpus.Path(file), BundleOptions.Default, CancellationToken.None);
            var diagnostic = result.Diagnostics.Where(diagnostic => diagnostic.Code == "source-not-found").ShouldHaveSingleItem();
            diagnostic.Severity.ShouldBe(Severity.Warning);
            diagnostic.Hint.ShouldNotBeNull().ShouldContain("--source ");
        }
    }

    [CorpusFact]
    public async Task LongestDocument_is_indexed_in_little_time()
    {
        var bytes = await File.ReadAllBytesAsync(Corpus.Path("api-evangelist", "openai", "openapi", "openai-openapi-master.yml"));
        var root = Language.Syntax.NodeJson.ToElement(Language.Syntax.SyntaxReader.Read(bytes).Root.ShouldNotBeNull());
        var watch = Stopwatch.StartNew();
        var source = SourceDocument.Create("openai", root);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        source.IsOpenApi.ShouldBeTrue();
    }

    static string[] ExpectedMissing(string file) => Unknown.FirstOrDefault(pair => file.EndsWith($"github-{pair.Key}-workflow.yml", StringComparison.Ordinal)).Value ?? [];

    static SourceDocument Load(string name, LocatedSource located) => Loaded.GetOrAdd($"{name} {located.Origin}", _ =>
        SourceDocument.Create(name, Language.Syntax.NodeJson.ToElement(Language.Syntax.SyntaxReader.Read(located.Bytes).Root.ShouldNotBeNull())));
}
