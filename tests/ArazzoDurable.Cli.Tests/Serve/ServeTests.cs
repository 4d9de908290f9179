using System.Net;
using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Serve;

public sealed class ServeTests
{
    [Fact]
    public async Task Server_listens_where_it_says_logs_without_queries_and_stops_when_told()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"]);
        server.Url.Port.ShouldBeGreaterThan(0);

        (await server.GetAsync("api/health?code=canary-4711")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await server.StopAsync()).ShouldBe(0);
        server.Log.ShouldContain("GET /api/health 200 ");
        server.Log.ShouldNotContain("canary-4711");
        Directory.EnumerateFiles(folder["data"]).Select(Path.GetFileName).ShouldNotContain("lock.json", "the folder is free again");
    }

    [Theory]
    [InlineData("attacker.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", null, HttpStatusCode.Forbidden, "cross-site")]
    [InlineData("localhost", null, HttpStatusCode.OK, "same-origin")]
    [InlineData("localhost", "https://attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", "null", HttpStatusCode.Forbidden)]
    [InlineData("localhost", "http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", null, HttpStatusCode.OK)]
    public async Task Server_without_a_key_lets_only_this_machine_in(string host, string? origin, HttpStatusCode status, string? site = null)
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/runs");
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        var response = await server.SendAsync(request);
        response.StatusCode.ShouldBe(status);
        if (status is HttpStatusCode.Forbidden)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            problem.GetProperty("title").GetString().ShouldBe("Forbidden");
            problem.GetProperty("detail").GetString()!.ShouldContain("start the server with a key");
            problem.GetProperty("code").GetString().ShouldBe("not-local");
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("right", HttpStatusCode.OK)]
    public async Task Server_with_a_key_asks_for_it(string? key, HttpStatusCode status)
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"], "--api-key", "right");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/runs");
        if (key is not null)
            request.Headers.Add("x-functions-key", key);

        (await server.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Server_carries_on_what_was_left_when_it_starts()
    {
        await using var api = await SampleServer.StartAsync();
        using var folder = new TemporaryFolder();
        await SampleServer.InterruptAsync(api, folder["data"]);

        await using var server = await RunningServer.StartAsync("--data", folder["data"]);
        var runs = JsonElement.Parse(await server.GetTextAsync("api/runs"));
        var runId = runs.GetProperty("runs")[0].GetProperty("runId").GetString();
        var status = JsonElement.Parse(await server.GetTextAsync($"api/runs/{runId}?wait=true&timeoutSecs=30"));

        status.GetProperty("status").GetString().ShouldBe("success");
        server.Log.ShouldContain($"run {runId} goes on");
    }

    [Fact]
    public async Task Port_and_folder_in_use_are_told()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"]);

        var port = await Arazzo.RunAsync("serve", "--data", folder["other"], "--urls", server.Url.GetLeftPart(UriPartial.Authority));
        port.ExitCode.ShouldBe(2);
        port.Error.ShouldContain("address already in use");
        port.Error.ShouldContain("--urls");
        var data = await Arazzo.RunAsync("serve", "--data", folder["data"], "--urls", "http://127.0.0.1:0");
        data.ExitCode.ShouldBe(2);
        data.Error.ShouldContain("is in use by");
        data.Error.ShouldContain("arazzo serve");
    }
}
