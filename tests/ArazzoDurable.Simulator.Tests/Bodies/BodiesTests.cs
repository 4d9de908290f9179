using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Simulator.Tests.Bodies;

public sealed class BodiesTests
{
    public static TheoryData<string> Names => [.. Cases().EnumerateArray().Select(test => test.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Body_is_made_as_the_case_says(string name)
    {
        var test = Cases().EnumerateArray().Single(test => test.GetProperty("name").GetString() == name);
        var components = test.TryGetProperty("components", out var written) ? written.GetRawText() : "{}";
        await using var simulated = await Simulated.StartAsync($$"""
            openapi: 3.1.0
            paths: { /thing: { get: { responses: {{test.GetProperty("responses").GetRawText()}} } } }
            components: {{components}}
            """);
        var reply = await simulated.GetAsync("/thing");
        reply.Status.ShouldBe(test.TryGetProperty("status", out var status) ? status.GetInt32() : 200);
        if (test.TryGetProperty("text", out var text))
            reply.Body.ShouldBe(text.GetString());
        else
            reply.Body.ShouldBe(Compact(test.GetProperty("body")));
        if (test.TryGetProperty("contentType", out var contentType))
            reply.ContentType.ShouldBe(contentType.GetString());
        if (test.TryGetProperty("header", out var header))
            reply.Headers[header.GetProperty("name").GetString()!].ShouldBe(header.GetProperty("value").GetString());
        (await simulated.GetAsync("/thing")).Body.ShouldBe(reply.Body);
    }

    static string Compact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static JsonElement Cases() => Simulated.Document(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bodies", "cases", "bodies.yaml")));
}
