using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>Kills the real server amid submits with an idempotency key, and repeats them against the next one.</summary>
public sealed class SubmitKillTests(ITestOutputHelper log)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    static readonly HttpClient Client = new();
    static readonly int Kills = Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1" ? 30 : 4;

    [Fact]
    public async Task Submit_that_is_repeated_after_a_kill_makes_one_run()
    {
        var seed = Environment.TickCount;
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var orders = await OrderServer.StartAsync();
        orders.LetThirdGo();
        using var folder = new TemporaryFolder();
        string? flowId = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            var (process, server) = await ServeAsync(folder, orders);
            using var ends = process;
            flowId ??= await StoreAsync(server, orders);
            var asked = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync(server, flowId, $"key-{kill}")));
            await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 60))));
            process.Kill();
            await process.EndAsync();
            await asked.WaitAsync(Patience);
        }

        var (last, again) = await ServeAsync(folder, orders);
        using var stops = last;
        for (var kill = 0; kill < Kills; kill++)
        {
            var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SubmitAsync(again, flowId!, $"key-{kill}")));
            runs.Select(run => run.GetProperty("runId").GetString()).Distinct().Count().ShouldBe(1);
            runs.ShouldAllBe(run => run.GetProperty("status").GetString() == "success");
        }
        var all = JsonElement.Parse(await Client.GetStringAsync(new Uri(again, "api/runs?top=200"))).GetProperty("runs");
        all.GetArrayLength().ShouldBe(Kills, "one run for each key");
        // A call that was under way when the server was killed is sent again, under the same key.
        orders.Orders.Select(order => order.Key).Distinct().Count().ShouldBe(3 * Kills);
    }

    /// <summary>Starts the server at a free port, and waits until it answers.</summary>
    static async Task<(ArazzoProcess Process, Uri Server)> ServeAsync(TemporaryFolder folder, OrderServer orders)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = ArazzoProcess.Start(["serve", "--urls", url.ToString(), "--data", folder["data"], "--allow-host", orders.Url.Authority]);
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync())
            (await process.EndsWithinAsync(TimeSpan.FromMilliseconds(20))).ShouldBeFalse("it serves");
        return (process, url);

        async Task<bool> AnswersAsync()
        {
            patience.IsCancellationRequested.ShouldBeFalse("the server starts");
            try
            {
                using var response = await Client.GetAsync(new Uri(url, "api/health"), patience.Token);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task<string> StoreAsync(Uri server, OrderServer orders)
    {
        var api = (await File.ReadAllTextAsync(Arazzo.Document("parallel.openapi.yaml")))
            .Replace("https://orders.example.com", orders.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await File.ReadAllTextAsync(Arazzo.Document("parallel.arazzo.yaml")), Encoding.UTF8), "arazzo" },
            { new StringContent(api, Encoding.UTF8), "orders" },
        };
        using var response = await Client.PostAsync(new Uri(server, "api/flows"), form);
        var stored = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(stored);
        return JsonElement.Parse(stored).GetProperty("flowId").GetString()!;
    }

    /// <summary>Submits to a server that may be killed before it answers.</summary>
    static async Task AskAsync(Uri server, string flowId, string key)
    {
        try
        {
            await SubmitAsync(server, flowId, key);
        }
        catch (HttpRequestException)
        {
            // The server is gone: the answer is lost, as it is to be.
        }
    }

    static async Task<JsonElement> SubmitAsync(Uri server, string flowId, string key)
    {
        using var submit = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "api/runs"))
        {
            Content = new StringContent($$"""{"flowId":"{{flowId}}","inputs":[{}],"parallel":true,"wait":true,"timeoutSecs":60}""", Encoding.UTF8, "application/json"),
        };
        submit.Headers.Add("Idempotency-Key", key);
        using var response = await Client.SendAsync(submit);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }
}
