using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Tests.Operations;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class ReferenceBundlerTests : IDisposable
{
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pieces_of_other_files_become_components_of_their_kind()
    {
        folder.Write("desk/arazzo/parts/common.yaml", """
            Id: {name: id, in: path, required: true, schema: {$ref: '#/Name'}}
            Name: {type: string}
            Body: {content: {application/json: {schema: {$ref: 'pet.yaml'}}}}
            NotFound: {description: no}
            """).Write("desk/arazzo/parts/pet.yaml", "{type: object, properties: {name: {$ref: 'common.yaml#/Name'}}}");
        var source = await SourceAsync("""
            openapi: 3.1.0
            paths:
              /a/{id}:
                post:
                  operationId: op
                  parameters: [{$ref: 'parts/common.yaml#/Id'}]
                  requestBody: {$ref: 'parts/common.yaml#/Body'}
                  responses: {'404': {$ref: 'parts/common.yaml#/NotFound'}}
            """);
        var components = source.GetProperty("components");
        components.GetProperty("parameters").GetProperty("Id").GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Name");
        components.GetProperty("schemas").GetProperty("pet").GetProperty("properties").GetProperty("name").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Name");
        components.GetProperty("responses").TryGetProperty("NotFound", out _).ShouldBeTrue();
        var operation = Apis.Operation(source.GetRawText());
        operation.Parameters.ShouldHaveSingleItem().In.ShouldBe(ParameterPlace.Path);
        operation.Body.ShouldNotBeNull().DefaultMediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task Path_item_of_another_file_is_put_in_place()
    {
        folder.Write("desk/arazzo/paths/a.yaml", "{get: {operationId: op, parameters: [{$ref: '../common.yaml#/Q'}]}}")
            .Write("desk/arazzo/common.yaml", "{Q: {name: q, in: query, style: pipeDelimited}}");
        var source = await SourceAsync("{openapi: 3.0.3, paths: {/a: {$ref: paths/a.yaml}}}");
        Apis.Operation(source.GetRawText()).Parameters.ShouldHaveSingleItem().Format.Style.ShouldBe(ValueStyle.PipeDelimited);
    }

    [Fact]
    public async Task Schemas_that_refer_to_each_other_across_files_end()
    {
        folder.Write("desk/arazzo/node.yaml", "{type: object, properties: {next: {$ref: node.yaml}, other: {$ref: 'edge.yaml#/Edge'}}}")
            .Write("desk/arazzo/edge.yaml", "{Edge: {properties: {node: {$ref: node.yaml}, root: {$ref: 'api.yaml#/components/schemas/Own'}}}}");
        var source = await SourceAsync("{openapi: 3.1.0, paths: {}, components: {schemas: {Own: {$ref: node.yaml}, node: {type: string}}}}");
        var schemas = source.GetProperty("components").GetProperty("schemas");
        schemas.EnumerateObject().Select(schema => schema.Name).ShouldBe(["Edge", "Own", "node", "node_2"], ignoreOrder: true);
        schemas.GetProperty("node_2").GetProperty("properties").GetProperty("next").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/node_2");
        schemas.GetProperty("Edge").GetProperty("properties").GetProperty("root").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Own");
    }

    [Fact]
    public async Task Path_items_that_refer_to_each_other_across_files_end()
    {
        folder.Write("desk/arazzo/a.yaml", "{$ref: b.yaml}").Write("desk/arazzo/b.yaml", "{$ref: a.yaml}");
        (await BundleAsync("{openapi: 3.1.0, paths: {/a: {$ref: a.yaml}}}")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("unresolved-reference");
    }

    [Fact]
    public async Task Reference_that_leads_nowhere_is_a_warning_and_matters_only_to_its_operation()
    {
        var result = await BundleAsync("""
            openapi: 3.1.0
            paths:
              /a: {get: {operationId: op}}
              /b: {get: {operationId: bad, parameters: [{$ref: 'gone.yaml#/Q'}]}}
            """);
        var warning = result.Diagnostics.ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Source).ShouldBe(("unresolved-reference", Severity.Warning, "api"));
        warning.Message.ShouldBe("The reference 'gone.yaml#/Q' in api.yaml leads nowhere.");
        warning.Location.Pointer.ToString().ShouldBe("/paths/~1b/get/parameters/0");
        var source = SourceDocument.Create("api", result.Bundle.ShouldNotBeNull().Sources["api"]);
        Apis.Resolve("op", [source]).ShouldBeOfType<Resolution.Found>().Warnings.ShouldBeEmpty();
        Apis.Resolve("bad", [source]).ShouldBeOfType<Resolution.Found>().Warnings.ShouldHaveSingleItem().Message.ShouldContain("'gone.yaml#/Q' leads nowhere");
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("file:///etc/hostname")]
    [InlineData("../../../../../../../../../../etc/hostname")]
    [InlineData("http://host.test/x.yaml")]
    public async Task Reference_far_from_the_document_is_not_followed(string reference) =>
        (await BundleAsync($"{{openapi: 3.1.0, paths: {{}}, components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}}}"))
            .Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("unresolved-reference");

    [Fact]
    public async Task Text_of_a_file_that_holds_no_object_is_not_pulled_in()
    {
        var result = await folder.Write("desk/arazzo/secret.txt", "hunter2").Describe("api.yaml")
            .Write("desk/arazzo/api.yaml", "{openapi: 3.1.0, paths: {}, components: {schemas: {A: {$ref: secret.txt}}}}").BundleAsync();
        result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("unresolved-reference");
        Encoding.UTF8.GetString(result.Bundle.ShouldNotBeNull().Bytes.Span).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Reference_of_a_document_from_the_web_is_fetched_from_there()
    {
        var options = new BundleOptions
        {
            Fetch = (uri, _) => Task.FromResult<byte[]?>(Encoding.UTF8.GetBytes(uri.AbsolutePath == "/v1/api.yaml"
                ? "{openapi: 3.1.0, paths: {/a: {get: {operationId: op, parameters: [{$ref: 'q.yaml'}]}}}}"
                : "{name: q, in: query}")),
        };
        var result = await folder.Describe("https://host.test/v1/api.yaml").BundleAsync(options);
        Apis.Operation(result.Bundle.ShouldNotBeNull().Sources["api"].GetRawText()).Parameters.ShouldHaveSingleItem().Name.ShouldBe("q");
    }

    [Fact]
    public async Task Values_that_look_like_references_in_examples_stay()
    {
        folder.Write("desk/arazzo/b.yaml", "{type: string}");
        var source = await SourceAsync("{openapi: 3.1.0, paths: {}, components: {schemas: {A: {example: {$ref: b.yaml}, properties: {example: {$ref: b.yaml}}}}}}");
        var schema = source.GetProperty("components").GetProperty("schemas").GetProperty("A");
        schema.GetProperty("example").GetProperty("$ref").GetString().ShouldBe("b.yaml");
        schema.GetProperty("properties").GetProperty("example").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/b");
    }

    [Fact]
    public async Task Document_without_references_to_other_files_stays_as_it_is()
    {
        var source = await SourceAsync("{openapi: 3.1.0, x-number: 12345678901234567890.0, paths: {/a: {$ref: '#/x-a'}}, x-a: {get: {operationId: op}}}");
        source.GetProperty("x-number").GetRawText().ShouldBe("12345678901234567890.0");
        Apis.Operation(source.GetRawText()).PathTemplate.ShouldBe("/a");
    }

    [Fact]
    public async Task Document_of_2_0_keeps_pieces_in_its_own_sections()
    {
        folder.Write("desk/arazzo/q.yaml", "{name: q, in: query, type: string}");
        var source = await SourceAsync("{swagger: '2.0', host: api.test, paths: {/a: {get: {operationId: op, parameters: [{$ref: q.yaml}]}}}}");
        source.GetProperty("parameters").GetProperty("q").GetProperty("name").GetString().ShouldBe("q");
        Apis.Operation(source.GetRawText()).Parameters.ShouldHaveSingleItem().Name.ShouldBe("q");
    }

    Task<BundleResult> BundleAsync(string text) => folder.Describe("api.yaml").Write("desk/arazzo/api.yaml", text).BundleAsync();

    async Task<JsonElement> SourceAsync(string text)
    {
        var result = await BundleAsync(text);
        result.Diagnostics.ShouldBeEmpty();
        return result.Bundle.ShouldNotBeNull().Sources["api"];
    }
}
