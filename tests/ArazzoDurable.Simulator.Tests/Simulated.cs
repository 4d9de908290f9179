using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator.Tests;

/// <summary>A running simulator and a client for it.</summary>
sealed class Simulated : IAsyncDisposable
{
    readonly HttpClient client = new();

    Simulated(SimulatorServer server) => Server = server;

    internal SimulatorServer Server { get; }

    internal static Task<Simulated> StartAsync(string openApi, string? scenario = null, TimeProvider? time = null) =>
        StartAsync([("api", openApi)], scenario, time);

    internal static async Task<Simulated> StartAsync((string Name, string OpenApi)[] sources, string? scenario = null, TimeProvider? time = null)
    {
        var reading = scenario is null ? new ScenarioReading(Scenario.Empty, []) : Scenario.Read(Encoding.UTF8.GetBytes(scenario));
        reading.Diagnostics.ShouldBeEmpty();
        var documents = sources.ToImmutableDictionary(source => source.Name, source => Document(source.OpenApi));
        reading.Scenario.Check(documents).ShouldBeEmpty();
        return new Simulated(await SimulatorServer.StartAsync(new SimulatorOptions
        {
            Sources = documents,
            Scenario = reading.Scenario,
            TimeProvider = time ?? TimeProvider.System,
        }));
    }

    internal static JsonElement Document(string yaml)
    {
        var result = SyntaxReader.Read(Encoding.UTF8.GetBytes(yaml));
        result.Diagnostics.ShouldBeEmpty();
        return NodeJson.ToElement(result.Root!);
    }

    internal Task<Reply> GetAsync(string path, string source = "api") => SendAsync(HttpMethod.Get, path, source: source);

    internal Task<Reply> PostAsync(string path, string? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, key);

    internal async Task<Reply> SendAsync(
        HttpMethod method, string path, string? body = null, string? key = null, string source = "api", string contentType = "application/json", string? header = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{Server.Urls[source]}{path}"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header.Split(':')[0], header.Split(':')[1]);
        using var response = await client.SendAsync(request);
        return new Reply(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.Concat(response.Content.Headers).ToImmutableDictionary(
                pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
    }

    internal sealed record Reply(int Status, string Body, string? ContentType, ImmutableDictionary<string, string> Headers)
    {
        internal JsonElement Json => JsonElement.Parse(Body);
    }
}
