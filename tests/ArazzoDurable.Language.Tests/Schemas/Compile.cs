using System.Text.Json;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Language.Tests.Schemas;

static class Compile
{
    internal static JsonElement Json(string text) => JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 2000 });

    internal static JsonSchema Valid(JsonElement schema)
    {
        JsonSchema.TryCompile(schema, out var compiled, out var errors).ShouldBeTrue(string.Join("; ", errors));
        return compiled!;
    }

    internal static JsonSchema Valid(string schema) => Valid(Json(schema));
}
