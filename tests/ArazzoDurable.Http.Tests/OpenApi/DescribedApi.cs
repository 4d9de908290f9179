using System.Text.Json;
using ArazzoDurable.Http.OpenApi;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>The API as its own description has it.</summary>
static class DescribedApi
{
    /// <summary>The description.</summary>
    public static ApiDescription Own { get; } = new(OpenApiDocument.Bytes.Span);

    public static JsonElement Document => Own.Document;

    public static IReadOnlyDictionary<string, JsonPointer> Operations => Own.Operations;

    public static JsonPointer? Find(JsonPointer place) => Own.Find(place);

    public static JsonElement Get(JsonPointer place) => Own.Get(place);

    public static IEnumerable<string> Violations(JsonPointer schema, JsonElement value) => Own.Violations(schema, value);
}
