using System.Collections.Concurrent;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>Every document of the corpus, rehearsed without inputs.</summary>
public sealed class RehearsalCorpusTests
{
    const string Endless = "visit-budget-exceeded";

    [CorpusTheory]
    [InlineData("api-evangelist", 126, 114)]
    [InlineData("jaredce-arazzo-runner/test/mocks", 161, 141)]
    public async Task Document_runs_to_its_end_without_inputs(string folder, int documents, int successes)
    {
        var files = Files(folder).ToList();
        var cannotRun = RehearsalTables.CannotRun(folder);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (file, _) =>
        {
            var name = Path.GetRelativePath(Corpus.Path(folder), file);
            var expected = cannotRun.GetValueOrDefault(name);
            if (expected == Endless)
                return;
            foreach (var (exit, output, error) in await RunAsync(file))
            {
                if (expected is null ? exit != 0 : exit == 0 || !$"{output}{error}".Contains(expected, StringComparison.Ordinal))
                    wrong.Add($"{name}: expected {expected ?? "success"}, exit {exit}\n{error}");
            }
        });

        wrong.ShouldBeEmpty();
        cannotRun.Keys.ShouldBeSubsetOf(files.Select(file => Path.GetRelativePath(Corpus.Path(folder), file)));
        (files.Count, files.Count - cannotRun.Count).ShouldBe((documents, successes));
    }

    [CorpusFact]
    public async Task Document_that_can_only_go_back_ends_by_its_budget_of_visits()
    {
        const string Folder = "jaredce-arazzo-runner/test/mocks";
        foreach (var (name, _) in RehearsalTables.CannotRun(Folder).Where(entry => entry.Value == Endless))
        {
            using var folder = new TemporaryFolder();
            // The same document with a smaller budget, since ten thousand visits take their time.
            var text = await File.ReadAllTextAsync(Corpus.Path(Folder, name));
            var copy = folder.Write("copy.json", text.Replace("\"stepId\":", "\"x-polling\": {\"maxVisits\": 40}, \"stepId\":", StringComparison.Ordinal));
            var (exit, output, error) = await Arazzo.RunAsync(
                "run", copy, "--simulate", "--offline", "--source", $"users-openAPI={Corpus.Path(Folder, "openapi", "users-openapi.json")}", "--data", folder["data"], "--json");

            exit.ShouldBe(1, error);
            output.ShouldContain(Endless);
        }
    }

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Corpus.Path(folder), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".json" or ".yml" or ".yaml")
        .Where(file => !Path.GetRelativePath(Corpus.Path(folder), file).Split('/').Contains("openapi"))
        .Order(StringComparer.Ordinal);

    // Where nothing says which workflow is meant, each of them is run.
    static async Task<List<(int Exit, string Output, string Error)>> RunAsync(string file)
    {
        var result = await RunAsync(file, []);
        if (!result.Error.Contains("name one of ", StringComparison.Ordinal))
            return [result];
        var results = new List<(int, string, string)>();
        foreach (var workflow in result.Error.Split("name one of ")[1].Split(". Say ")[0].Split(", "))
            results.Add(await RunAsync(file, ["--workflow", workflow.Trim('\'')]));
        return results;
    }

    static async Task<(int Exit, string Output, string Error)> RunAsync(string file, string[] more)
    {
        using var folder = new TemporaryFolder();
        return await Arazzo.RunAsync(["run", file, "--simulate", "--offline", "--json", "--data", folder["data"], .. more]);
    }
}
