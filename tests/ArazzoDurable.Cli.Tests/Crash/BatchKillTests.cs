using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Xunit.Abstractions;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>Kills the real server under runs of many items, and starts it again. The seed is printed; <c>ARAZZO_HEAVY_TESTS=1</c> makes more rounds.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The moments of the kills need no secrecy.")]
public sealed class BatchKillTests(ITestOutputHelper log)
{
    const int MaxConcurrency = 32;
    static readonly bool IsHeavy = Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1";

    [Fact]
    public async Task Killed_server_loses_no_item_repeats_no_told_call_and_tells_each_event_once()
    {
        const int Items = 500;
        const int Kills = 3;
        var random = Seeded();
        await using var items = await ItemServer.StartAsync();
        using var server = new KilledServer(items);
        await server.StartAsync();
        var flowId = await server.StoreAsync();
        var runId = await server.SubmitAsync(flowId, "batch", Items, MaxConcurrency);
        var tail = new EventTail(server, runId);
        using var patience = new CancellationTokenSource(KilledServer.Patience);
        var read = tail.ReadAsync(patience.Token);

        // An item has ten events or more; the last death is a graceful one.
        foreach (var (death, moment) in Enumerable.Range(0, Kills + 1).Select(_ => random.Next(1, Items * 9)).Order().Index().ToList())
        {
            while (tail.Count < moment && !read.IsCompleted)
            {
                CheckCounts(await server.StatusAsync(runId), Items);
                await Task.Delay(20);
            }
            await Task.Delay(random.Next(0, 30));
            await (death == Kills ? server.StopAsync() : server.KillAsync());
            server.Stored.LongestHistory().ShouldBeLessThan(120);
            await server.StartAsync();
            (await server.SubmitAsync(flowId, "batch", Items, MaxConcurrency)).ShouldBe(runId, "a submit that is repeated");
        }
        await read;

        var ended = await server.StatusAsync(runId, "?wait=true&includeResults=true&resultOrder=byIndex");
        ended.GetProperty("status").GetString().ShouldBe("success");
        CheckCounts(ended, Items);
        ended.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("result").GetProperty("value").GetProperty("path").GetString())
            .ShouldBe(Enumerable.Range(0, Items).Select(item => $"/batch/{item}/confirm"));
        server.ShouldHaveRepeatedNothing();
        CheckCalls(items, "batch", Items, server.Deaths);
        CheckStory(tail.Seen, Items);
        (await server.SendAsync(HttpMethod.Delete, $"api/runs/{runId}")).ShouldBe(HttpStatusCode.Accepted);
        await EmptyAsync(server, patience.Token);
        log.WriteLine($"{items.Arrived.Count} calls, {tail.Count} events");
    }

    [Fact]
    public async Task Server_that_is_killed_amid_any_command_carries_it_out_once_it_is_asked_again()
    {
        const int Items = 40;
        var random = Seeded();
        await using var items = await ItemServer.StartAsync(path => path.EndsWith("5/confirm", StringComparison.Ordinal));
        using var server = new KilledServer(items);
        await server.StartAsync();
        var flowId = await server.StoreAsync();
        for (var round = 0; round < (IsHeavy ? 25 : 2); round++)
        {
            var key = $"round-{round}";
            var runId = "";
            await SurviveAsync(async () => runId = await server.SubmitAsync(flowId, key, Items, MaxConcurrency));
            await SurviveAsync(() => server.StatusAsync(runId, "?wait=true"));
            (await server.StatusAsync(runId, "?wait=true")).GetProperty("items").GetProperty("failed").GetInt32().ShouldBe(4);
            // A rerun that was taken is refused the second time, because the run goes on or has succeeded.
            await SurviveAsync(() => server.SendAsync(HttpMethod.Post, $"api/runs/{runId}/rerun"));
            var again = await server.StatusAsync(runId, "?wait=true");
            again.GetProperty("status").GetString().ShouldBe("success");
            CheckCounts(again, Items);
            await SurviveAsync(() => server.SendAsync(HttpMethod.Delete, $"api/runs/{runId}"));
            using var patience = new CancellationTokenSource(KilledServer.Patience);
            await EmptyAsync(server, patience.Token);
            var confirmed = items.Arrived.Where(call => call.Path.StartsWith($"/{key}/", StringComparison.Ordinal) && call.Path.EndsWith("/confirm", StringComparison.Ordinal));
            confirmed.Select(call => call.Key).Distinct().Count().ShouldBe(Items + 4);
        }
        server.ShouldHaveRepeatedNothing();
        log.WriteLine($"{server.Deaths} kills, {items.Arrived.Count} calls");

        // Asks, kills the server meanwhile or a moment after, and asks again.
        async Task SurviveAsync(Func<Task> ask)
        {
            var asked = AskAsync();
            await Task.WhenAny(asked, Task.Delay(random.Next(0, 80)));
            await Task.Delay(random.Next(0, 20));
            await server.KillAsync();
            await asked;
            await server.StartAsync();
            await ask();

            async Task AskAsync()
            {
                try
                {
                    await ask();
                }
                catch (HttpRequestException)
                {
                    // The server is gone: the answer is lost, as it is to be.
                }
            }
        }
    }

    Random Seeded()
    {
        var seed = Environment.TickCount;
        log.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    static void CheckCounts(JsonElement status, int total)
    {
        var items = status.GetProperty("items");
        items.GetProperty("total").GetInt32().ShouldBe(total);
        items.EnumerateObject().Where(count => count.Name != "total").Sum(count => count.Value.GetInt32()).ShouldBe(total);
        items.GetProperty("running").GetInt32().ShouldBeLessThanOrEqualTo(MaxConcurrency);
    }

    /// <summary>Every item was placed and confirmed, under one key each; what was sent twice was under way at a death.</summary>
    static void CheckCalls(ItemServer server, string run, int items, int deaths)
    {
        var calls = server.Arrived.Where(call => call.Path.StartsWith($"/{run}/", StringComparison.Ordinal)).ToLookup(call => call.Path, call => call.Key);
        foreach (var path in Enumerable.Range(0, items).SelectMany(item => (string[])[$"/{run}/{item}/place", $"/{run}/{item}/confirm"]))
            calls[path].Distinct().Count().ShouldBe(1, path);
        (calls.Sum(path => path.Count()) - Enumerable.Range(0, items).Sum(item => 2 + ItemServer.LooksOf(item))).ShouldBeInRange(0, deaths * MaxConcurrency);
    }

    static void CheckStory(IReadOnlyList<(long Id, JsonElement Told)> seen, int items)
    {
        seen.Select(each => each.Id).ShouldBe(Enumerable.Range(1, seen.Count).Select(number => (long)number), "no gap, nothing twice, in order");
        seen.Select(each => Name(each.Told)).ShouldBeUnique();
        Name(seen[0].Told).ShouldStartWith("run.created");
        Name(seen[^1].Told).ShouldStartWith("run.completed");
        var at = seen.Index().ToDictionary(each => Name(each.Item.Told), each => each.Index, StringComparer.Ordinal);
        foreach (var item in Enumerable.Range(0, items))
        {
            at[$"item.started {item} 0"].ShouldBeLessThan(at[$"item.completed {item} 0"]);
            var steps = seen.Index().Where(each => each.Item.Told.TryGetProperty("visit", out var visit) && visit.GetProperty("itemIndex").GetInt32() == item).ToList();
            steps[0].Index.ShouldBeGreaterThan(at[$"item.started {item} 0"]);
            steps[^1].Index.ShouldBeLessThan(at[$"item.completed {item} 0"]);
            steps.Where(each => each.Item.Told.GetProperty("type").ValueEquals("step.completed"))
                .Select(each => each.Item.Told.GetProperty("visit").GetProperty("stepId").GetString()).ShouldBe(["place", .. Enumerable.Repeat("look", steps.Count(IsLook)), "confirm"]);
        }

        static bool IsLook((int Index, (long Id, JsonElement Told) Item) each) => each.Item.Told.GetProperty("type").ValueEquals("step.completed")
            && each.Item.Told.GetProperty("visit").GetProperty("stepId").ValueEquals("look");
    }

    static string Name(JsonElement told) => told.TryGetProperty("visit", out var visit) ? $"{told.GetProperty("type").GetString()} {visit.GetRawText()}"
        : told.TryGetProperty("itemIndex", out var item) ? $"{told.GetProperty("type").GetString()} {item.GetInt32()} {told.GetProperty("generation").GetInt32()}"
        : told.GetProperty("type").GetString()!;

    /// <summary>Waits until nothing is left of the runs, and no instance is unfinished.</summary>
    static async Task EmptyAsync(KilledServer server, CancellationToken cancellationToken)
    {
        while (server.Stored.Left() > 0)
            await Task.Delay(50, cancellationToken);
        server.Stored.Unfinished().ShouldBeEmpty();
    }
}
