using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

/// <summary>Small OpenAPI documents and descriptions for tests.</summary>
static class Apis
{
    public static JsonElement Yaml(string text) => NodeJson.ToElement(SyntaxReader.Read(Encoding.UTF8.GetBytes(text)).Root.ShouldNotBeNull());

    public static SourceDocument Source(string yaml, string name = "api") => SourceDocument.Create(name, Yaml(yaml));

    /// <summary>A description with one step per reference, over sources of these names.</summary>
    public static ArazzoDocument Description(IEnumerable<string> sources, string field = "operationId", string? url = null, params string[] references)
    {
        var document = new JsonObject
        {
            ["arazzo"] = "1.0.1",
            ["info"] = new JsonObject { ["title"] = "t", ["version"] = "1" },
            ["sourceDescriptions"] = new JsonArray([.. sources.Select(name => new JsonObject { ["name"] = name, ["url"] = url ?? $"./{name}.yaml", ["type"] = "openapi" })]),
            ["workflows"] = new JsonArray(new JsonObject
            {
                ["workflowId"] = "w",
                ["steps"] = new JsonArray([.. references.Select((reference, i) => new JsonObject { ["stepId"] = $"s{i}", [field] = reference })]),
            }),
        };
        return ArazzoReader.Read(JsonSerializer.SerializeToUtf8Bytes((JsonNode)document)).Document.ShouldNotBeNull();
    }

    /// <summary>What a single reference resolves to.</summary>
    public static Resolution Resolve(string reference, SourceDocument[] sources, string field = "operationId", Dialect dialect = Dialect.Lenient, string[]? declared = null, string? url = null)
    {
        var document = Description(declared ?? [.. sources.Select(source => source.Name)], field, url, reference);
        return new OperationResolver(document, sources, dialect).Resolve(document.Workflows[0].Steps[0].Target).ShouldNotBeNull();
    }

    /// <summary>The operation with this id in a document.</summary>
    public static Operation Operation(string yaml, string operationId = "op") =>
        Resolve(operationId, [Source(yaml)]).ShouldBeOfType<Resolution.Found>().Operation;
}
