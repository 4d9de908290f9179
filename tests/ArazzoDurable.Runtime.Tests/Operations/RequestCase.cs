using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

/// <summary>A case of the request tables: an operation, the values of a step, and what they come to.</summary>
sealed class RequestCase(JsonElement value)
{
    public static TheoryData<string> Names(string file) => [.. Read(file).EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    public static RequestCase Named(string file, string name) =>
        new(Read(file).EnumerateArray().Single(item => item.GetProperty("name").GetString() == name));

    public string? Text(string member) => value.TryGetProperty(member, out var text) ? text.GetString() : null;

    public IEnumerable<(string, string)> Headers => value.TryGetProperty("headers", out var headers)
        ? headers.EnumerateObject().Select(header => (header.Name, header.Value.GetString()!))
        : [];

    public BuiltRequest Build() => RequestBuilder.Build(Operation(), ServerOverrides.None, Values(),
        value.TryGetProperty("body", out var body) ? body : null, Text("contentType"));

    Operation Operation()
    {
        var version = Text("openapi") ?? "3.1.0";
        var is2 = version == "2.0";
        var operation = new JsonObject { ["operationId"] = "op", ["responses"] = new JsonObject() };
        Copy("parameters", operation);
        Copy("consumes", operation);
        if (value.TryGetProperty("content", out var content))
            operation["requestBody"] = new JsonObject { ["content"] = JsonNode.Parse(content.GetRawText()) };
        var document = new JsonObject
        {
            [is2 ? "swagger" : "openapi"] = version,
            ["components"] = value.TryGetProperty("components", out var components) ? JsonNode.Parse(components.GetRawText()) : new JsonObject(),
            ["paths"] = new JsonObject { [Text("path") ?? "/a"] = new JsonObject { ["post"] = operation } },
        };
        if (is2)
            (document["host"], document["basePath"], document["schemes"]) = ("api.test", "/v1", new JsonArray("https"));
        else
            document["servers"] = new JsonArray(new JsonObject { ["url"] = "https://api.test/v1" });
        return Apis.Operation(document.ToJsonString());
    }

    void Copy(string member, JsonObject target)
    {
        if (value.TryGetProperty(member, out var found))
            target[member] = JsonNode.Parse(found.GetRawText());
    }

    IEnumerable<ParameterValue> Values() => !value.TryGetProperty("values", out var values) ? [] : values.EnumerateArray().Select(item => new ParameterValue(
        item.GetProperty("name").GetString()!,
        item.TryGetProperty("in", out var place) ? Enum.Parse<ParameterPlace>(place.GetString()!, ignoreCase: true) : ParameterPlace.Input,
        item.TryGetProperty("value", out var given) ? given : null));

    static JsonElement Read(string file) =>
        NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Operations", "cases", file))).Root.ShouldNotBeNull());
}
