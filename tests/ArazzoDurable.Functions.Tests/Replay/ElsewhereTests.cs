using System.Diagnostics;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What was recorded here is replayed elsewhere: in other cultures, other time zones, other processes, from other orders of members.</summary>
public sealed class ElsewhereTests
{
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

    [Fact]
    public async Task History_replayed_by_another_process_in_another_time_zone_asks_for_the_same()
    {
        var said = await ReplayElsewhereAsync(knowsCultures: true);
        // A machine without the data of cultures still has time zones.
        if (said.Contains("ICU", StringComparison.Ordinal))
            said = await ReplayElsewhereAsync(knowsCultures: false);
        else
            said.ShouldContain("Replayed in 'fa-IR'.");
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
            await File.WriteAllTextAsync(config, knowsCultures ? built.Replace("\"System.Globalization.Invariant\": true", "\"System.Globalization.Invariant\": false", StringComparison.Ordinal) : built);
            var start = new ProcessStartInfo(DotNetFolder.Host, ["exec", "--runtimeconfig", config, assembly])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
            start.Environment["TZ"] = "Pacific/Kiritimati";
            start.Environment["LANG"] = "ar_SA.UTF-8";
            using var process = Process.Start(start).ShouldNotBeNull();
            var errors = process.StandardError.ReadToEndAsync();
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return said + await errors;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
