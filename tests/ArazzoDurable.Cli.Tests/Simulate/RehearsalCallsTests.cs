using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Simulator;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>The looping and branching documents of the corpus, held against calls that were written down from the documents alone.</summary>
public sealed class RehearsalCallsTests
{
    const string Folder = "api-evangelist";

    public static TheoryData<string> Documents() => [.. RehearsalTables.Calls().Select(expected => expected.Document)];

    [CorpusTheory]
    [MemberData(nameof(Documents))]
    public async Task Looping_or_branching_document_makes_the_calls_that_it_describes(string document)
    {
        var expected = RehearsalTables.Calls().Single(expected => expected.Document == document);
        var file = Corpus.Path(Folder, document);
        var bundling = await FlowBundler.BundleAsync(await File.ReadAllBytesAsync(file), file, new BundleOptions(), CancellationToken.None);
        // The inputs are not told to the simulator: as with 'arazzo simulate', it learns them from the requests.
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions
        {
            Sources = bundling.Bundle!.Sources.ToImmutableDictionary(),
            Rehearsal = new Rehearsal { Document = bundling.Document! },
        });
        using var folder = new TemporaryFolder();
        var inputs = RehearsedInputs.Make(new Rehearsal { Document = bundling.Document! }, bundling.Bundle.Sources, expected.Workflow, JsonElement.Parse("{}"));
        var file2 = folder.Write("inputs.json", JsonSerializer.Serialize(inputs));
        var (exit, _, error) = await Arazzo.RunAsync(
        [
            "run", file, "--workflow", expected.Workflow, "--inputs", file2, "--offline", "--poll-interval", "0", "--data", folder["data"],
            .. server.Urls.SelectMany(url => ImmutableArray.Create("--server", $"{url.Key}={url.Value}")),
        ]);

        exit.ShouldBe(0, error);
        await server.DisposeAsync();
        (await server.ReadCallsAsync().Select(call => call.Route).ToListAsync()).ShouldBe(expected.Calls);
    }

    [CorpusFact]
    public void Table_holds_every_document_that_loops_or_branches()
    {
        var documents = Directory.EnumerateFiles(Corpus.Path(Folder), "*.yml", SearchOption.AllDirectories)
            .Where(file => file.Contains("/arazzo/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart() is "onSuccess:" or "onFailure:"))
            .Select(file => Path.GetRelativePath(Corpus.Path(Folder), file));

        RehearsalTables.Calls().Select(expected => expected.Document).ShouldBe(documents, ignoreOrder: true);
    }
}
