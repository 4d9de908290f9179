using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Language.Tests.Schemas;

public sealed class JsonSchemaDocumentTests
{
    const string Document = """
        {
          "arazzo": "1.0.1",
          "$id": "urn:not-a-schema",
          "workflows": [
            { "inputs": { "properties": { "page": { "$ref": "#/components/inputs/page" }, "tree": { "$ref": "#/components/inputs/tree" } } } },
            { "inputs": { "$ref": "#/components/inputs/missing" } },
            { "inputs": { "$id": "https://example.com/own", "$ref": "#/components/inputs/page" } },
            { "inputs": { "$ref": "#/components/inputs/named/properties/inner" } },
            { "inputs": { "$ref": "#aPlace" } }
          ],
          "components": { "inputs": {
            "page": { "type": "integer", "default": 1 },
            "tree": { "properties": { "child": { "$ref": "#/components/inputs/tree" }, "size": { "$ref": "#/components/inputs/page" } } },
            "named": { "$id": "https://example.com/named", "properties": { "inner": { "$ref": "#/$defs/text" } }, "$defs": { "text": { "type": "string" } } },
            "broken": { "type": "nothing" },
            "place": { "properties": { "city": { "$anchor": "aPlace", "type": "string" } } }
          } }
        }
        """;

    [Fact]
    public void Reference_to_the_surrounding_document_is_followed()
    {
        var schema = CompileAt("/workflows/0/inputs")!;

        schema.Validate(Compile.Json("""{ "page": 2, "tree": { "child": { "size": "x" } } }""")).ShouldBe(
            [Violation("/tree/child/size", "/components/inputs/page/type", "type", "expected integer, found string")]);
        schema.ApplyDefaults(Compile.Json("""{"tree":{"child":{}}}""")).GetRawText()
            .ShouldBe("""{"tree":{"child":{"size":1},"size":1},"page":1}""");
    }

    [Fact]
    public void Reference_to_a_missing_component_is_an_error()
    {
        CompileAt("/workflows/1/inputs", new SchemaError(At("/workflows/1/inputs/$ref"), "the reference '#/components/inputs/missing' leads nowhere"));
    }

    [Fact]
    public void Identifier_of_the_schema_makes_references_stay_within_it()
    {
        CompileAt("/workflows/2/inputs", new SchemaError(At("/workflows/2/inputs/$ref"), "the reference '#/components/inputs/page' leads nowhere"));
    }

    [Fact]
    public void Reference_to_an_anchor_of_another_schema_is_followed()
    {
        var document = Compile.Json(Document);
        var schemas = new SchemaDocument(document, [At("/components/inputs/place"), At("/workflows/9/inputs")]);

        schemas.TryCompile(At("/workflows/4/inputs"), out var schema, out var errors).ShouldBeTrue();

        errors.ShouldBeEmpty();
        schema!.Validate(Compile.Json("1")).ShouldBe([Violation("", "/components/inputs/place/properties/city/type", "type", "expected string, found number 1")]);
    }

    [Fact]
    public void Reference_to_an_anchor_that_is_nowhere_is_an_error() =>
        CompileAt("/workflows/4/inputs", new SchemaError(At("/workflows/4/inputs/$ref"), "the reference '#aPlace' names no anchor"));

    [Fact]
    public void Place_without_a_schema_is_an_error()
    {
        CompileAt("/workflows/9/inputs", new SchemaError(At("/workflows/9/inputs"), "there is no schema"));
    }

    [Fact]
    public void Component_that_nothing_refers_to_is_not_looked_at()
    {
        CompileAt("/components/inputs/page").ShouldNotBeNull();
        CompileAt("/components/inputs/broken", new SchemaError(
            At("/components/inputs/broken/type"), "'nothing' is not a type; expected array, boolean, integer, null, number, object, string"));
    }

    [Theory]
    [InlineData("#page", "/components/inputs/page/type")]
    [InlineData("#inner", "/components/inputs/deep/$defs/inner/type")]
    [InlineData("#other", "/workflows/1/inputs/properties/other/type")]
    [InlineData("https://example.com/named", "/components/inputs/named/type")]
    [InlineData("https://example.com/named#within", "/components/inputs/named/$defs/within/type")]
    [InlineData("#own", "/workflows/0/inputs/$defs/own/type")]
    public void Reference_by_an_identifier_is_followed_to_any_schema_of_the_document(string reference, string schema)
    {
        var document = Compile.Json($$$"""
            {
              "workflows": [
                { "inputs": { "properties": { "x": { "$ref": "{{{reference}}}" } }, "$defs": { "own": { "$anchor": "own", "type": "integer" } } } },
                { "inputs": { "properties": { "other": { "$anchor": "other", "type": "integer" } } } }
              ],
              "components": { "inputs": {
                "example": { "examples": [ { "$anchor": "page" } ], "const": { "$anchor": "page" } },
                "page": { "$anchor": "page", "type": "integer", "default": 7, "format": "password" },
                "deep": { "$anchor": "own", "$defs": { "inner": { "$anchor": "inner", "type": "integer" } } },
                "named": { "$id": "https://example.com/named", "type": "integer", "$defs": { "within": { "$anchor": "within", "type": "integer" } } }
              } }
            }
            """);
        string[] others = ["/components/inputs/example", "/components/inputs/page", "/components/inputs/deep", "/components/inputs/named", "/workflows/0/inputs", "/workflows/1/inputs"];

        new SchemaDocument(document, [.. others.Select(At)]).TryCompile(At("/workflows/0/inputs"), out var compiled, out var errors).ShouldBeTrue();

        errors.ShouldBeEmpty();
        compiled!.Validate(Compile.Json("""{"x":"1"}""")).ShouldBe([Violation("/x", schema, "type", "expected integer, found string")]);
        compiled.ApplyDefaults(Compile.Json("{}")).GetRawText().ShouldBe(reference is "#page" ? """{"x":7}""" : "{}");
        compiled.FindSecretMarks(Compile.Json("""{"x":1}""")).Count(mark => mark.Password).ShouldBe(reference is "#page" ? 1 : 0);
        JsonSchema.TryCompile(document, At("/workflows/0/inputs"), out _, out _).ShouldBe(reference is "#own");
    }

    static JsonSchema? CompileAt(string pointer, params SchemaError[] expected)
    {
        JsonSchema.TryCompile(Compile.Json(Document), At(pointer), out var schema, out var errors).ShouldBe(expected.Length == 0);
        errors.ShouldBe(expected);
        return schema;
    }

    static SchemaViolation Violation(string instance, string schema, string keyword, string message) =>
        new(At(instance), At(schema), keyword, message);

    static JsonPointer At(string text) => JsonPointer.TryParse(text, out var pointer) ? pointer : throw new ArgumentException(text, nameof(text));
}
