using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class SourceDocumentTests
{
    [Fact]
    public void Parameters_of_path_and_operation_are_merged_and_references_followed()
    {
        var operation = Apis.Operation("""
            openapi: 3.1.0
            paths:
              /a/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string}}
                  - {name: q, in: query, style: pipeDelimited}
                get:
                  operationId: op
                  parameters:
                    - {name: q, in: query, explode: false, allowReserved: true}
                    - {$ref: '#/components/parameters/Trace'}
            components:
              parameters:
                Trace: {$ref: '#/components/parameters/Other'}
                Other: {name: X-Trace, in: header, required: true}
            """);
        operation.Parameters.ShouldBe(
        [
            new OperationParameter("q", ParameterPlace.Query, new ValueFormat(ValueStyle.Form, Explode: false, AllowReserved: true)),
            new OperationParameter("X-Trace", ParameterPlace.Header, new ValueFormat(ValueStyle.Simple, Explode: false), Required: true),
            new OperationParameter("id", ParameterPlace.Path, new ValueFormat(ValueStyle.Simple, Explode: false), Required: true),
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("servers: [{url: 'https://root.test'}]", "", "", "https://root.test")]
    [InlineData("servers: [{url: 'https://root.test'}]", "servers: [{url: 'https://path.test'}],", "", "https://path.test")]
    [InlineData("servers: [{url: 'https://root.test'}]", "servers: [{url: 'https://path.test'}],", "servers: [{url: 'https://op.test'}],", "https://op.test")]
    [InlineData("servers: [{url: 'https://{env}.test/{v}', variables: {env: {default: live}, v: {default: v2}}}]", "", "", "https://live.test/v2")]
    [InlineData("servers: [{url: 'https://{env}.test'}]", "", "", "https://{env}.test")]
    [InlineData("servers: [{url: /v1}]", "", "", "/v1")]
    [InlineData("servers: []", "", "", "/")]
    [InlineData("info: {}", "", "", "/")]
    public void Servers_are_the_nearest_with_defaults_for_variables(string root, string path, string operation, string expected) =>
        Apis.Operation($"{{openapi: 3.1.0, {root}, paths: {{/a: {{{path} get: {{{operation} operationId: op}}}}}}}}").Servers.ShouldBe([expected]);

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(404, true)]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void Documents_knows_codes_and_ranges_but_not_the_default(int status, bool expected) =>
        Apis.Operation("{openapi: 3.0.0, paths: {/a: {get: {operationId: op, responses: {'200': {}, 4XX: {}, default: {}}}}}}").Documents(status).ShouldBe(expected);

    [Fact]
    public void Security_of_the_operation_wins_over_that_of_the_document()
    {
        const string Document = """
            openapi: 3.1.0
            security: [{root: []}]
            components: {securitySchemes: {root: {type: http, scheme: basic}, a: {type: http, scheme: bearer}, b: {type: apiKey, name: k, in: header}}}
            paths:
              /own: {get: {operationId: own, security: [{a: [], b: []}, {}]}}
              /none: {get: {operationId: none, security: []}}
              /root: {get: {operationId: root}}
            """;
        Apis.Operation(Document, "own").Security.Select(set => string.Join('+', set)).ShouldBe(["a+b", ""]);
        Apis.Operation(Document, "none").Security.ShouldBeEmpty();
        Apis.Operation(Document, "root").Security.Select(set => string.Join('+', set)).ShouldBe(["root"]);
    }

    [Theory]
    [InlineData("3.0")]
    [InlineData("3.0.99")]
    [InlineData("3.1.0")]
    [InlineData("3.2.0")]
    public void Version_as_authors_write_it_is_read(string version) =>
        Apis.Operation($"{{openapi: {version}, paths: {{/a: {{get: {{operationId: op}}}}}}}}").PathTemplate.ShouldBe("/a");

    [Fact]
    public void Document_of_2_0_gives_server_body_and_place()
    {
        var operation = Apis.Operation("""
            swagger: '2.0'
            host: api.test
            basePath: /v1
            schemes: [https]
            consumes: [application/json]
            paths: {/a: {post: {operationId: op, parameters: [{name: body, in: body, required: true, schema: {type: object}}, {name: q, in: query, type: string}]}}}
            """);
        operation.Servers.ShouldBe(["https://api.test/v1"]);
        operation.Body.ShouldNotBeNull().DefaultMediaType.ShouldBe("application/json");
        operation.Parameters.ShouldHaveSingleItem().Name.ShouldBe("q");
    }

    [Fact]
    public void Document_of_2_0_without_host_has_a_relative_server() =>
        Apis.Operation("{swagger: '2.0', basePath: /v1, paths: {/a: {get: {operationId: op}}}}").Servers.ShouldHaveSingleItem().ShouldStartWith("/");

    [Theory]
    [InlineData("schemes: [http, https], host: api.test", "http://api.test/v1")]
    [InlineData("host: 'api.test:8443', schemes: [https]", "https://api.test:8443/v1")]
    [InlineData("host: api.test", "https://api.test/v1")]
    public void Document_of_2_0_gives_its_first_server(string members, string expected) =>
        Apis.Operation($"{{swagger: '2.0', {members}, basePath: /v1, paths: {{/a: {{get: {{operationId: op}}}}}}}}").Servers[0].ShouldBe(expected);

    [Fact]
    public void Path_items_and_bodies_by_reference_are_read()
    {
        const string Document = """
            openapi: 3.1.0
            paths:
              /a: {$ref: '#/components/pathItems/Shared'}
              /b: {$ref: '#/components/pathItems/Shared', servers: [{url: 'https://b.test'}], post: {operationId: own}}
            components:
              pathItems:
                Shared:
                  parameters: [{$ref: '#/components/parameters/Q'}]
                  put: {operationId: op, requestBody: {$ref: '#/components/requestBodies/Pet'}}
              parameters: {Q: {name: q, in: query, required: true}}
              requestBodies: {Pet: {required: true, content: {text/csv: {}}}}
            """;
        var source = Apis.Source(Document);
        var own = Apis.Resolve("own", [source]).ShouldBeOfType<Resolution.Found>().Operation;
        (own.PathTemplate, own.Servers[0], own.Parameters.Single().Name).ShouldBe(("/b", "https://b.test", "q"));
        var shared = Apis.Resolve("{$sourceDescriptions.api.url}#/paths/~1a/put", [source], "operationPath").ShouldBeOfType<Resolution.Found>().Operation;
        (shared.Method, shared.Parameters.Single().Required, shared.Body.ShouldNotBeNull().DefaultMediaType).ShouldBe(("PUT", true, "text/csv"));
    }

    [Fact]
    public void Methods_of_3_2_have_parameters_and_bodies()
    {
        const string Document = """
            openapi: 3.2.0
            paths:
              /a:
                parameters: [{name: q, in: query}]
                query: {operationId: find, requestBody: {content: {application/json: {}}}}
                additionalOperations: {COPY: {operationId: copy, parameters: [{name: Destination, in: header}]}}
            """;
        var find = Apis.Operation(Document, "find");
        (find.Method, find.Parameters.Single().Name, find.Body.ShouldNotBeNull().DefaultMediaType).ShouldBe(("QUERY", "q", "application/json"));
        var copy = Apis.Operation(Document, "copy");
        (copy.Method, string.Join(' ', copy.Parameters.Select(parameter => parameter.Name))).ShouldBe(("COPY", "Destination q"));
    }

    [Fact]
    public void Schemas_in_a_circle_say_nothing()
    {
        var operation = Apis.Operation("""
            openapi: 3.1.0
            paths: {/a: {post: {operationId: op, requestBody: {content: {multipart/form-data: {schema: {$ref: '#/components/schemas/A'}}}}}}}
            components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/B'}]}, B: {anyOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}}}
            """);
        RequestBuilder.Build(operation, new ServerOverrides(new Dictionary<string, string> { ["api"] = "https://api.test" }), [], Apis.Yaml("{a: x}"), null).ShouldBeOfType<HttpCall>();
    }

    [Fact]
    public void Errors_elsewhere_in_the_document_do_not_matter()
    {
        var source = Apis.Source("""
            openapi: 3.1.0
            info: nonsense
            tags: 7
            components: {schemas: {Bad: {type: 12, properties: []}}}
            paths:
              /bad: {get: {operationId: bad, parameters: {no: list}, responses: 5}}
              /worse: 12
              x-note: {get: {operationId: note}}
              /a: {get: {operationId: op, responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Nowhere'}}}}}}}
            """);
        var found = Apis.Resolve("op", [source]).ShouldBeOfType<Resolution.Found>();
        found.Warnings.ShouldBeEmpty();
        found.Operation.Documents(200).ShouldBeTrue();
        Apis.Resolve("note", [source]).ShouldBeOfType<Resolution.Missing>();
    }

    [Fact]
    public void Reference_of_an_operation_in_use_that_leads_nowhere_is_a_warning()
    {
        var source = Apis.Source("{openapi: 3.1.0, paths: {/a: {get: {operationId: op, parameters: [{$ref: '#/components/parameters/No'}]}}}}");
        var warning = Apis.Resolve("op", [source]).ShouldBeOfType<Resolution.Found>().Warnings.ShouldHaveSingleItem();
        (warning.Code, warning.Message).ShouldBe(("openapi-error", "The operation GET /a of source 'api' is not described without errors: '#/components/parameters/No' leads nowhere."));
    }

    [Fact]
    public void References_in_a_circle_end() =>
        Apis.Resolve("op", [Apis.Source("""
            openapi: 3.1.0
            paths: {/a: {get: {operationId: op, parameters: [{$ref: '#/components/parameters/A'}]}}, /b: {$ref: '#/paths/~1b'}}
            components: {parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}}
            """)]).ShouldBeOfType<Resolution.Found>().Warnings.ShouldHaveSingleItem().Code.ShouldBe("openapi-error");

    [Fact]
    public void Operation_that_the_library_cannot_read_is_an_error()
    {
        var error = Apis.Resolve("op", [Apis.Source("{openapi: 9.0.0, paths: {/a: {get: {operationId: op}}}}")]).ShouldBeOfType<Resolution.Missing>().Error;
        error.Code.ShouldBe("unusable-operation");
        error.Message.ShouldStartWith("The operation GET /a of source 'api' cannot be used: ");
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{openapi: 3.1.0}")]
    [InlineData("{openapi: 3.1.0, paths: []}")]
    [InlineData("{arazzo: 1.0.1}")]
    public void Document_without_paths_has_no_operations(string yaml) =>
        Apis.Resolve("op", [Apis.Source(yaml)]).ShouldBeOfType<Resolution.Missing>().Error.Code.ShouldBe("unknown-operation");
}
