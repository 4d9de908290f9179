using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class SecretMembersTests
{
    const string Document = """
        {
          "openapi": "3.1.0",
          "paths": {"/keys": {"get": {"operationId": "keys", "responses": {
            "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Key"}}}},
            "default": {"$ref": "#/components/responses/Problem"}
          }}, "post": {"operationId": "plain", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}}}},
          "components": {
            "responses": {"Problem": {"description": "", "content": {"application/json": {"schema": {"properties": {"trace": {"x-secret": true}}}}}}},
            "schemas": {
              "Key": {"allOf": [{"$ref": "#/components/schemas/Base"}], "properties": {
                "value": {"type": "string", "format": "password"},
                "hint": {"type": "string", "format": "password", "x-secret": false},
                "parts": {"type": "array", "items": {"type": "object", "additionalProperties": {"writeOnly": true}}},
                "parent": {"$ref": "#/components/schemas/Key"}
              }},
              "Base": {"properties": {"pin": {"oneOf": [{"type": "integer", "x-secret": true}, {"type": "null"}]}}}
            }
          }
        }
        """;

    [Theory]
    [InlineData("""{"value": "a", "id": "b"}""", """["a"]""")]
    [InlineData("""{"hint": "a"}""", "[]")]
    [InlineData("""{"pin": 1234}""", "[1234]")]
    [InlineData("""{"parts": [{"x": "a"}, {"y": {"z": 1}}]}""", """["a",{"z": 1}]""")]
    [InlineData("""{"parent": {"parent": {"value": "deep"}}}""", """["deep"]""")]
    [InlineData("""{"trace": "t"}""", """["t"]""")]
    [InlineData("""[{"value": "a"}]""", "[]")]
    [InlineData("\"value\"", "[]")]
    public void Marked_members_of_a_response_are_secret(string body, string secrets) =>
        $"[{string.Join(',', Apis.Operation(Document, "keys").Secrets!.In(JsonElement.Parse(body)).Select(secret => secret.GetRawText()))}]".ShouldBe(secrets);

    [Fact]
    public void Operation_without_marks_has_no_secret_members() => Apis.Operation(Document, "plain").Secrets.ShouldBeNull();

    [Fact]
    public void Long_chain_of_schemas_is_looked_at_as_far_as_responses_are_read()
    {
        var schemas = new JsonObject();
        for (var i = 0; i < 5_000; i++)
            schemas[$"S{i}"] = JsonNode.Parse($$"""{"properties": {"n": {"$ref": "#/components/schemas/S{{i + 1}}"} } }""");
        schemas["S5000"] = JsonNode.Parse("""{"format": "password"}""");
        var document = JsonNode.Parse("""
            {"paths": {"/a": {"get": {"operationId": "op", "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}}}}}}}
            """)!;
        document["openapi"] = "3.1.0";
        document["components"] = new JsonObject { ["schemas"] = schemas };
        Apis.Operation(document.ToJsonString()).Secrets.ShouldBeNull();
    }
}
