using System.Diagnostics;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What was recorded here is replayed elsewhere: in other cultures, other time zones, other processes, from other orders of members.</summary>
public sealed class ElsewhereTests
{
    const string Invariant = "\"System.Globalization.Invariant\": true";

    static readonly int Orders = Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1" ? 200 : 3;

    [Fact]
    public void History_replayed_in_another_culture_asks_for_the_same()
    {
        foreach (var culture in Surroundings.Cultures)
        {
            Surroundings.In(culture, () =>
            {
                1.5.ToString(culture).ShouldBe("1,5");
                foreach (var generation in StoredHistories.Files.SelectMany(StoredHistories.Read))
                    generation.ReplayEveryBeginning(onlyEpisodes: true);
            });
        }
    }

    [Fact]
    public void Payloads_of_another_order_of_members_lead_to_the_same()
    {
        for (var seed = 0; seed < Orders; seed++)
        {
            var random = new Random(seed);
            foreach (var generation in StoredHistories.Files.SelectMany(StoredHistories.Read))
            {
                // What a generation asks for quotes what it was told; so it is told without what it asked for, and both are compared in one order.
                var told = generation.Events.Where(row => !row.IsAction).Select(row => MemberOrder.Shuffle(row, random)).ToList();
                Replayer.Run(generation.InstanceId, told, told.Count).Asked.Select(MemberOrder.Sort)
                    .ShouldBe(generation.Events.Where(row => row.IsAction).Select(MemberOrder.Sort), $"seed {seed}, '{generation.InstanceId}'");
            }
        }
    }

    [Theory]
    [InlineData("batch-with-lanes")]
    [InlineData("suspended-in-a-wait")]
    public void Payloads_of_another_order_of_members_lead_to_the_same_after_every_event(string name)
    {
        var random = new Random(0);
        foreach (var generation in StoredHistories.Read(Path.Combine(StoredHistories.Folder, $"{name}.json")))
        {
            var (told, actions) = (new List<HistoryEvent>(), 0);
            var recorded = generation.Events.Where(row => row.IsAction).Select(MemberOrder.Sort).ToList();
            foreach (var row in generation.Events)
            {
                if (row.IsAction)
                {
                    actions++;
                    continue;
                }
                told.Add(MemberOrder.Shuffle(row, random));
                var asked = Replayer.Run(generation.InstanceId, told, told.Count).Asked;
                asked.Select(MemberOrder.Sort).ShouldBe(recorded.Take(asked.Count), $"after {told.Count} events of '{generation.InstanceId}'");
                if (row is HistoryEvent.OrchestratorCompleted)
                    asked.Count.ShouldBe(actions, $"after {told.Count} events of '{generation.InstanceId}'");
            }
        }
    }

    [Fact]
    public async Task History_replayed_by_another_process_in_another_time_zone_asks_for_the_same() =>
        (await ReplayElsewhereAsync(knowsCultures: false)).ShouldContain("All replayed at UTC+14.");

    [CulturesFact]
    public async Task History_replayed_by_another_process_in_real_cultures_asks_for_the_same()
    {
        var said = await ReplayElsewhereAsync(knowsCultures: true);

        foreach (var culture in Surroundings.Names)
            said.ShouldContain($"Replayed in '{culture}'.");
        said.ShouldContain("All replayed at UTC+14.");
    }

    static async Task<string> ReplayElsewhereAsync(bool knowsCultures)
    {
        var assembly = typeof(ElsewhereTests).Assembly.Location;
        var folder = Directory.CreateTempSubdirectory("arazzo-replay-");
        try
        {
            var config = Path.Combine(folder.FullName, "runtimeconfig.json");
            var built = await File.ReadAllTextAsync(Path.ChangeExtension(assembly, ".runtimeconfig.json"));
            built.ShouldContain(Invariant);
            await File.WriteAllTextAsync(config, knowsCultures ? built.Replace(Invariant, Invariant.Replace("true", "false", StringComparison.Ordinal), StringComparison.Ordinal) : built);
            var start = new ProcessStartInfo(DotNetFolder.Host, ["exec", "--runtimeconfig", config, assembly]);
            start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
            start.Environment["TZ"] = "Pacific/Kiritimati";
            start.Environment["LANG"] = "ar_SA.UTF-8";
            return (await ChildProcess.RunAsync(start)).Said;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
