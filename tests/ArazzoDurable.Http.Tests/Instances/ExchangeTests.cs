using System.Text.Json;
using System.Text.RegularExpressions;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Instances;

/// <summary>
/// Each row of <c>cases/instance-exchanges.json</c> is an exchange with the built-in endpoint as the Durable Task extension has it: status,
/// all headers, and the body with its members in their order. <c>given</c> says what came before: <c>start ORCHESTRATION ID INPUT</c>, <c>end ID</c> for
/// waiting until it has ended, or a request that is accepted. <c>{time}</c> stands for any time; without <c>body</c> there is none.
/// </summary>
public sealed partial class ExchangeTests
{
    static readonly Dictionary<string, JsonElement> Rows = JsonElement.Parse(File.ReadAllText(TestApi.Case("instance-exchanges.json")))
        .EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Exchange_is_that_of_its_row(string name)
    {
        var row = Rows[name];
        await using var endpoint = await EndpointHost.OpenAsync();
        foreach (var deed in List(row, "given"))
            await DoAsync(endpoint, deed.GetString()!);

        var response = await endpoint.SendAsync(
            Text(row, "request")!, row.TryGetProperty("key", out var key) ? key.GetString() : EndpointHost.Key, Text(row, "send"), [.. RequestHeaders(row)]);

        response.Status.ShouldBe(row.GetProperty("status").GetInt32(), response.Text());
        response.Headers.Select(header => $"{header.Key}: {header.Value}").ShouldBe(Headers(row));
        response.ContentType.ShouldBe(row.TryGetProperty("body", out var body) ? "application/json; charset=utf-8" : null);
        AnyTime().Replace(response.Text(), "\"{time}\"").ShouldBe(body.ValueKind is JsonValueKind.Undefined ? "" : Compact(body));
    }

    static async Task DoAsync(EndpointHost endpoint, string deed)
    {
        switch (deed.Split(' ', 4))
        {
            case ["start", var orchestration, var id, .. var input]:
                await endpoint.StartAsync(orchestration, id, input is [var json] ? json : "null");
                await endpoint.BegunAsync(id);
                break;
            case ["end", var id]:
                await endpoint.EndAsync(id);
                break;
            case [var method, var path, .. var body]:
                (await endpoint.SendAsync($"{method} {path}", body is [var sent] ? sent : null)).Status.ShouldBeInRange(200, 202, deed);
                break;
        }
    }

    static IEnumerable<KeyValuePair<string, string>> RequestHeaders(JsonElement row)
    {
        if (Text(row, "send") is not null)
            yield return KeyValuePair.Create("Content-Type", "application/json");
        if (Text(row, "token") is { } token)
            yield return KeyValuePair.Create("X-MS-Continuation-Token", token);
    }

    static IEnumerable<string> Headers(JsonElement row) =>
        row.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().Select(header => $"{header.Name}: {header.Value}") : [];

    static IEnumerable<JsonElement> List(JsonElement row, string name) => row.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var text) ? text.GetString() : null;

    static string Compact(JsonElement body) => JsonSerializer.Serialize(body);

    [GeneratedRegex("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\"")]
    private static partial Regex AnyTime();
}
