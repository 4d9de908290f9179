using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ArazzoDurable.Cli.Tests.Load;
using ArazzoDurable.Cli.Tests.Serve;

namespace ArazzoDurable.Cli.Tests.Follow;

/// <summary>The events of a run as a client of <c>arazzo serve</c> reads them.</summary>
public sealed class FollowTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Reader_that_comes_again_after_a_kill_sees_every_event_once_in_order()
    {
        const int Polls = 30;
        using var folder = new TemporaryFolder();
        await using var api = await PollServer.StartAsync(Polls, () => Task.CompletedTask);
        var url = new Uri($"http://127.0.0.1:{FreePort()}/");
        using var client = new HttpClient { BaseAddress = url };
        string[] args = ["serve", "--data", folder["data"], "--urls", url.GetLeftPart(UriPartial.Authority), "--allow-host", "127.0.0.1", "--allow-server-overrides"];
        var seen = new List<Event>();

        string runId;
        using (var first = ArazzoProcess.Start(args))
        {
            await UntilHealthyAsync(client);
            runId = await StartAsync(client, api.Url);
            await ReadAsync(client, runId, seen, until: () => seen.Count >= 7);
            first.Kill();
            await first.EndAsync();
        }
        using (var second = ArazzoProcess.Start(args))
        {
            await UntilHealthyAsync(client);
            await ReadAsync(client, runId, seen, until: () => seen.Any(IsLastStep));
        }

        seen.Select(happened => happened.Id).ShouldBe(Enumerable.Range(1, seen.Count).Select(number => (long)number), "no gap, nothing twice");
        var attempts = seen.Where(happened => happened.Type == "step.attempted").Select(happened => happened.Data.GetProperty("visit").GetProperty("visit").GetInt32()).ToList();
        attempts.ShouldBe(Enumerable.Range(1, attempts.Count), "every visit, in order");
        // The call under way at the kill was made again, and answered anew.
        attempts.Count.ShouldBeInRange(Polls - 2, Polls);
        seen.Count(IsLastStep).ShouldBe(1);
    }

    [Fact]
    public async Task Server_that_stops_ends_its_streams_at_once()
    {
        using var folder = new TemporaryFolder();
        var asked = new TaskCompletionSource();
        await using var api = await PollServer.StartAsync(1000, () => Task.FromResult(asked.TrySetResult()));
        await using var server = await RunningServer.StartAsync("--data", folder["data"], "--allow-host", "127.0.0.1", "--allow-server-overrides");
        using var client = new HttpClient { BaseAddress = server.Url };
        var runId = await StartAsync(client, api.Url);
        using var response = await FollowAsync(client, runId, 0);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync().WaitAsync(Patience)).ShouldBe("id: 1");
        await asked.Task;

        var stopping = server.StopAsync();
        while (await reader.ReadLineAsync().WaitAsync(Patience) is not null)
        {
        }

        (await stopping.WaitAsync(Patience)).ShouldBe(0);
        server.Log.ShouldContain($"GET /api/runs/{runId}/events 200 ");
    }

    static bool IsLastStep(Event happened) =>
        happened.Type == "step.completed" && happened.Data.GetProperty("next").GetProperty("move").GetString() == "end";

    /// <summary>Reads on from the last event that was seen.</summary>
    static async Task ReadAsync(HttpClient client, string runId, List<Event> seen, Func<bool> until)
    {
        using var response = await FollowAsync(client, runId, seen.Count == 0 ? 0 : seen[^1].Id);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var (id, type) = (0L, "");
        while (!until())
        {
            var line = (await reader.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull("the stream ended too early");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line["id: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                seen.Add(new Event(id, type, JsonElement.Parse(line["data: ".Length..])));
        }
    }

    static async Task<HttpResponseMessage> FollowAsync(HttpClient client, string runId, long last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/runs/{runId}/events", UriKind.Relative));
        if (last > 0)
            request.Headers.Add("Last-Event-ID", last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return response;
    }

    static async Task<string> StartAsync(HttpClient client, Uri api)
    {
        var flow = await PostAsync(client, "api/flows", $$"""{"arazzo": {{PollFlow.Description}}, "sources": {"api": {{PollFlow.Api}} } }""");
        var run = await PostAsync(client, "api/runs", $$$"""
            {"flowId": "{{{flow.GetProperty("flowId").GetString()}}}", "inputs": [{}],
             "overrides": {"servers": {"api": "{{{api}}}"}, "polling": {"interval": 0.1, "factor": 1} } }
            """);
        return run.GetProperty("runId").GetString()!;
    }

    static async Task<JsonElement> PostAsync(HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.IsSuccessStatusCode.ShouldBeTrue(answer.ToString());
        return answer;
    }

    static async Task UntilHealthyAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("api/health", UriKind.Relative), patience.Token);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    sealed record Event(long Id, string Type, JsonElement Data);
}
