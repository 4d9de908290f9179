using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Simulator.Tests;

public sealed class SimulatorServerTests
{
    const string Api = """
        openapi: 3.1.0
        info: {title: Slow, version: 1.0.0}
        paths:
          /slow: {get: {operationId: slow, responses: {'200': {description: ''}}}}
        """;

    [Fact]
    public async Task Address_in_use_is_an_io_exception_that_names_it()
    {
        await using var first = await Simulated.StartAsync(Api);
        var taken = first.Server.Urls["api"].GetLeftPart(UriPartial.Authority);
        var options = new SimulatorOptions { Sources = ImmutableDictionary<string, JsonElement>.Empty, Listen = taken };
        var refused = await Should.ThrowAsync<IOException>(SimulatorServer.StartAsync(options));
        refused.Message.ShouldContain(taken);
    }

    [Fact(Timeout = 20_000)]
    public async Task Server_that_is_disposed_breaks_off_what_is_in_flight()
    {
        var time = new ManualTime();
        var simulated = await Simulated.StartAsync(Api, "operations: {slow: {delay: 60}}", time);
        var call = simulated.GetAsync("/slow");
        await time.NextTimer;
        await simulated.Server.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(call);
        await simulated.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_listens_everywhere_is_reached_at_the_loopback_address()
    {
        var sources = ImmutableDictionary<string, JsonElement>.Empty.Add("api", Simulated.Document(Api));
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Sources = sources, Listen = "http://0.0.0.0:0" });
        server.Urls["api"].Host.ShouldBe("127.0.0.1");
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"{server.Urls["api"]}/slow"));
        response.IsSuccessStatusCode.ShouldBeTrue();
    }
}
