using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Tests.Founding;
using ArazzoDurable.Cli.Tests.FoundingApi;
using Xunit.Abstractions;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>
/// Kills the real program at random moments of the founding workflows, carries on, and compares with an undisturbed run. The seed is
/// printed; <c>ARAZZO_HEAVY_TESTS=1</c> kills 50 times, else 8.
/// </summary>
public sealed class KillTests(ITestOutputHelper log)
{
    const string Token = "founding-token-7f3a";
    const int MaxKillsPerRun = 3;
    static readonly int Kills = Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1" ? 50 : 8;

    [CorpusFact]
    public async Task Killed_runs_end_like_undisturbed_ones_and_repeat_nothing_that_was_recorded()
    {
        var seed = Environment.TickCount;
        log.WriteLine($"seed {seed}, {Kills} kills");
        var random = new Random(seed);
        var undisturbed = new Dictionary<string, Reference>();
        foreach (var workflow in FoundingWorkflow.All)
            undisturbed[workflow.Name] = await UndisturbedAsync(workflow);

        for (var (kills, number) = (0, 0); kills < Kills; number++)
        {
            var workflow = FoundingWorkflow.All[number % FoundingWorkflow.All.Count];
            kills += await DisturbedAsync(workflow, undisturbed[workflow.Name], random, Math.Min(MaxKillsPerRun, Kills - kills));
        }
    }

    static Task<FoundingApiServer> ServeAsync() => FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token, Polls = 3, Delay = TimeSpan.FromMilliseconds(30) });

    static string[] RunArgs(FoundingWorkflow workflow, FoundingApiServer server, string data) =>
        workflow.RunArgs(server, Token, 1, data, "--poll-interval", "0.05");

    static async Task<Reference> UndisturbedAsync(FoundingWorkflow workflow)
    {
        await using var server = await ServeAsync();
        using var folder = new TemporaryFolder();
        using var process = ArazzoProcess.Start(RunArgs(workflow, server, folder["data"]));
        var (exit, output, error) = await process.EndAsync();
        exit.ShouldBe(0, error);
        return new Reference(Outputs(output), server.Effects, CallsByOperation(server.Requests), server.Requests.Length);
    }

    async Task<int> DisturbedAsync(FoundingWorkflow workflow, Reference reference, Random random, int maxKills)
    {
        await using var server = await ServeAsync();
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        var (kills, hasRun) = (0, false);
        while (true)
        {
            var before = hasRun ? CompletedAttempts.Keys(data) : null;
            var sent = server.Requests.Length;
            using var process = ArazzoProcess.Start(hasRun ? ["resume", "--data", data, "--json"] : RunArgs(workflow, server, data));
            var killed = kills < maxKills && await KillAsync(process, server, random.Next(sent, Math.Max(sent, reference.Requests) + 1), TimeSpan.FromMilliseconds(random.Next(0, 60)));
            kills += killed ? 1 : 0;
            var (exit, output, error) = await process.EndAsync();
            var repeated = server.Requests.Skip(sent).Select(request => request.IdempotencyKey).OfType<string>().Intersect(before ?? ImmutableHashSet<string>.Empty).ToList();
            repeated.ShouldBeEmpty($"{workflow.Name}: attempts recorded as completed were sent again");
            hasRun |= CompletedAttempts.Keys(data) is not null;
            if (killed)
                continue;
            exit.ShouldBe(0, $"{workflow.Name} after {kills} kills: {error}");
            // A kill may come after the run's end and before the program's: then nothing is left to carry on, and nothing is told.
            if (output.Length > 0)
                Outputs(output).ShouldBe(reference.Outputs);
            break;
        }
        CheckCalls(workflow, reference, server, kills);
        log.WriteLine($"{workflow.Name}: {kills} kills, {server.Requests.Length} requests, {server.Requests.Count(request => request.Replayed)} replayed");
        return kills;
    }

    /// <summary>Kills the program a while after the server has had so many requests; false when it ended before.</summary>
    static async Task<bool> KillAsync(ArazzoProcess process, FoundingApiServer server, int requests, TimeSpan later)
    {
        while (server.Requests.Length < requests)
        {
            if (await process.EndsWithinAsync(TimeSpan.FromMilliseconds(5)))
                return false;
        }
        if (await process.EndsWithinAsync(later))
            return false;
        process.Kill();
        return true;
    }

    static void CheckCalls(FoundingWorkflow workflow, Reference reference, FoundingApiServer server, int kills)
    {
        server.Effects.ShouldBe(reference.Effects, $"{workflow.Name}: what was changed");
        var keyed = server.Requests.Where(request => request.IdempotencyKey is not null).ToList();
        foreach (var operation in keyed.GroupBy(request => $"{request.Method} {request.Path}"))
            operation.Select(request => request.IdempotencyKey).Distinct().Count().ShouldBe(reference.Calls[operation.Key], operation.Key);
        var repeats = keyed.GroupBy(request => request.IdempotencyKey).Sum(group => group.Count() - 1);
        repeats.ShouldBeLessThanOrEqualTo(kills, $"{workflow.Name}: a key repeats at most once per kill");
        server.Requests.Length.ShouldBeLessThanOrEqualTo(reference.Requests + kills, $"{workflow.Name}: so does a call without a key");
    }

    static Dictionary<string, int> CallsByOperation(IEnumerable<RecordedRequest> requests) =>
        requests.GroupBy(request => $"{request.Method} {request.Path}").ToDictionary(group => group.Key, group => group.Count());

    static string Outputs(string output) =>
        JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText();

    sealed record Reference(string Outputs, ImmutableArray<string> Effects, Dictionary<string, int> Calls, int Requests);
}
