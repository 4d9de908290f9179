using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Cli.Tests.Crash;

public sealed class ParallelKillTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Killed_parallel_run_repeats_only_the_call_that_had_no_outcome()
    {
        await using var server = await OrderServer.StartAsync();
        using var folder = new TemporaryFolder();
        using (var process = ArazzoProcess.Start(
            ["run", Arazzo.Document("parallel.arazzo.yaml"), "--parallel", "--server", $"orders={server.Url}", "--data", folder["data"]]))
        {
            // The server answers none of the three before all of them are under way.
            using var patience = new CancellationTokenSource(Patience);
            while (EndedBranches(folder["data"]) < 2)
            {
                patience.IsCancellationRequested.ShouldBeFalse("the first two orders are to end while the third one waits");
                (await process.EndsWithinAsync(TimeSpan.FromMilliseconds(20))).ShouldBeFalse("it waits for the third order");
            }
            process.Kill();
            await process.EndAsync();
        }
        server.LetThirdGo();

        var (exit, output, error) = await Arazzo.RunAsync("resume", "--data", folder["data"], "--json");

        exit.ShouldBe(0, error);
        JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText()
            .ShouldBe("""{"one":"one","three":"three","two":"two"}""");
        server.Orders.Select(order => order.Path).Order(StringComparer.Ordinal).ShouldBe(["/one", "/three", "/three", "/two"]);
        server.Orders.Where(order => order.Path == "/three").Select(order => order.Key).Distinct().Count().ShouldBe(1);
        server.Orders.Select(order => order.Key).Distinct().Count().ShouldBe(3);
    }

    /// <summary>How many branches have ended, by the database.</summary>
    static long EndedBranches(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "arazzo.db");
        if (!File.Exists(file))
            return 0;
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM instances WHERE id LIKE 'w:%' AND status = 2";
        try
        {
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException missing) when (missing.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return 0;
        }
    }
}
