using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class OperationResolverTests
{
    static readonly SourceDocument Pets = Apis.Source("""
        openapi: 3.0.3
        paths:
          /pets: {get: {operationId: listPets}, post: {operationId: createPet}}
          /pets/{id}: {get: {operationId: pets.get.v1}}
          /same: {get: {operationId: twice}}
          /same2: {get: {operationId: twice}}
        """, "pets");

    static readonly SourceDocument Shops = Apis.Source("""
        openapi: 3.2.0
        paths:
          /shops: {get: {operationId: listShops}, query: {operationId: findShops}, additionalOperations: {COPY: {operationId: copyShops}}}
          /pets: {get: {operationId: LISTPETS}}
          /both: {get: {operationId: createPet}}
        """, "shops");

    [Theory]
    [InlineData("listPets", "GET", "/pets")]
    [InlineData("$sourceDescriptions.pets.createPet", "POST", "/pets")]
    [InlineData("$sourceDescriptions.pets.pets.get.v1", "GET", "/pets/{id}")]
    public void OperationId_that_its_only_source_has_is_found(string reference, string method, string path)
    {
        var found = Apis.Resolve(reference, [Pets]).ShouldBeOfType<Resolution.Found>();
        (found.Operation.Method, found.Operation.PathTemplate).ShouldBe((method, path));
        found.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("findShops", "QUERY")]
    [InlineData("copyShops", "COPY")]
    public void OperationId_of_a_method_of_3_2_is_found(string id, string method) =>
        Apis.Resolve(id, [Shops]).ShouldBeOfType<Resolution.Found>().Operation.Method.ShouldBe(method);

    [Fact]
    public void OperationId_that_no_source_has_suggests_near_ones()
    {
        var error = Error(Apis.Resolve("listPet", [Pets]));
        error.Code.ShouldBe("unknown-operation");
        error.Message.ShouldBe("The operation 'listPet' is not in source 'pets' (./pets.yaml).");
        error.Hint.ShouldBe("Did you mean 'listPets'?");
        error.Location.Pointer.ToString().ShouldBe("/workflows/0/steps/0/operationId");
    }

    [Fact]
    public void OperationId_of_an_undeclared_source_is_an_error()
    {
        var error = Error(Apis.Resolve("$sourceDescriptions.pet.listPets", [Pets]));
        (error.Code, error.Message, error.Hint).ShouldBe(("unknown-source", "There is no source description 'pet'.", "Did you mean 'pets'?"));
    }

    [Fact]
    public void OperationId_of_a_source_that_was_not_found_is_not_checked() =>
        Apis.Resolve("$sourceDescriptions.gone.x", [Pets], declared: ["pets", "gone"]).ShouldBe(new Resolution.Unavailable("gone"));

    [Fact]
    public void UnqualifiedId_that_the_missing_source_may_have_is_not_checked() =>
        Apis.Resolve("x", [Pets], declared: ["pets", "gone"]).ShouldBe(new Resolution.Unavailable("gone"));

    [Fact]
    public void UnqualifiedId_that_one_of_several_sources_has_is_found_with_a_warning()
    {
        var found = Apis.Resolve("listShops", [Pets, Shops]).ShouldBeOfType<Resolution.Found>();
        found.Operation.Source.ShouldBe("shops");
        var warning = found.Warnings.ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Hint).ShouldBe(("unqualified-operation", Severity.Warning, "Write $sourceDescriptions.shops.listShops."));
    }

    [Fact]
    public void UnqualifiedId_that_several_sources_have_names_the_candidates() =>
        Error(Apis.Resolve("createPet", [Pets, Shops])).Message.ShouldBe(
            "The operation 'createPet' may be any of $sourceDescriptions.pets.createPet (POST /pets), $sourceDescriptions.shops.createPet (GET /both).");

    [Fact]
    public void UnqualifiedId_that_no_source_has_names_all_sources() =>
        Error(Apis.Resolve("nope", [Pets, Shops])).Message.ShouldBe(
            "The operation 'nope' is in none of source 'pets' (./pets.yaml), source 'shops' (./shops.yaml).");

    [Fact]
    public void UnqualifiedId_with_several_sources_is_an_error_in_the_strict_dialect() =>
        Error(Apis.Resolve("listShops", [Pets, Shops], dialect: Dialect.Strict)).Code.ShouldBe("unqualified-operation");

    [Fact]
    public void OperationId_that_two_operations_of_a_source_have_is_ambiguous() =>
        Error(Apis.Resolve("twice", [Pets])).Code.ShouldBe("ambiguous-operation");

    [Fact]
    public void OperationId_that_differs_in_case_is_found_with_a_warning()
    {
        var found = Apis.Resolve("ListPets", [Pets]).ShouldBeOfType<Resolution.Found>();
        found.Operation.OperationId.ShouldBe("listPets");
        found.Warnings.ShouldHaveSingleItem().Code.ShouldBe("operation-case");
    }

    [Fact]
    public void OperationId_that_differs_in_case_is_unknown_in_the_strict_dialect() =>
        Error(Apis.Resolve("ListPets", [Pets], dialect: Dialect.Strict)).Hint.ShouldBe("Did you mean 'listPets'?");

    [Fact]
    public void OperationId_in_its_exact_case_wins_over_another_source_in_other_case() =>
        Apis.Resolve("listPets", [Pets, Shops]).ShouldBeOfType<Resolution.Found>().Operation.Source.ShouldBe("pets");

    [Theory]
    [InlineData("{$sourceDescriptions.pets.url}#/paths/~1pets/get", null)]
    [InlineData("{$sourceDescriptions.pets.url}#/paths/~1pets~1%7Bid%7D/get", null)]
    [InlineData("$sourceDescriptions.pets.url#/paths/~1pets/get", "operation-path-form")]
    [InlineData("$sourceDescriptions.pets#/paths/~1pets/get", "operation-path-form")]
    [InlineData("pets#/paths/~1pets/get", "operation-path-form")]
    [InlineData("#/paths/~1pets/get", "operation-path-form")]
    [InlineData("{$sourceDescriptions.pets.url}#/paths/~1pets~1{id}", "operation-path-method")]
    [InlineData("{$sourceDescriptions.pets.url}#/paths/%7E1pets/GET", null)]
    [InlineData("{$sourceDescriptions.pets.url}#/paths/~1pets~1{id}/get", null)]
    [InlineData("{$sourceDescriptions.pets.url}#/paths//pets/get", "operation-path-form")]
    [InlineData("{$sourceDescriptions.pets.url}#/paths//pets/{id}/get", "operation-path-form")]
    [InlineData("$sourceDescriptions.pets.listPets", "operation-path-form")]
    public void OperationPath_in_every_form_is_found(string reference, string? warning)
    {
        var found = Apis.Resolve(reference, [Pets], "operationPath").ShouldBeOfType<Resolution.Found>();
        found.Operation.Method.ShouldBe("GET");
        found.Warnings.Select(said => said.Code).ShouldBe(warning is null ? [] : [warning]);
    }

    [Fact]
    public void OperationPath_with_plain_slashes_shows_the_standard_one() =>
        Apis.Resolve("{$sourceDescriptions.pets.url}#/paths//pets/{id}/get", [Pets], "operationPath").ShouldBeOfType<Resolution.Found>().Warnings.ShouldHaveSingleItem()
            .Hint.ShouldBe("Write '{$sourceDescriptions.pets.url}#/paths/~1pets~1{id}/get'.");

    [Fact]
    public void OperationPath_with_plain_slashes_is_unknown_in_the_strict_dialect() =>
        Error(Apis.Resolve("{$sourceDescriptions.pets.url}#/paths//pets/get", [Pets], "operationPath", Dialect.Strict)).Code.ShouldBe("unknown-operation");

    [Theory]
    [InlineData("https://api.test/docs/openapi.json", "/v1", "", "https://api.test/v1")]
    [InlineData("https://api.test/docs/openapi.json", "v1", "", "https://api.test/docs/v1")]
    [InlineData("https://api.test/docs/openapi.json", "//other.test/v1", "", "https://other.test/v1")]
    [InlineData("https://api.test/docs/openapi.json", "https://own.test", "", "https://own.test")]
    [InlineData("https://api.test/docs/openapi.json", "/{v}", "", "/{v}")]
    [InlineData("https://api.test/docs/openapi.json", "/v1", "$self: https://self.test/a/b.json,", "https://self.test/v1")]
    [InlineData("https://api.test/docs/openapi.json", ".", "$self: sub/b.json,", "https://api.test/docs/sub/")]
    [InlineData("./openapi.json", "/v1", "", "/v1")]
    [InlineData("./openapi.json", "//api.test/v1", "", "//api.test/v1")]
    [InlineData("http://api.test/openapi.json", "//other.test/v1", "", "http://other.test/v1")]
    [InlineData("./openapi.json", "/v1", "$self: https://self.test/a/b.json,", "https://self.test/v1")]
    public void Server_that_is_relative_is_so_to_the_url_of_its_document(string url, string server, string self, string expected)
    {
        var source = Apis.Source($"{{openapi: 3.2.0, {self} servers: [{{url: '{server}'}}], paths: {{/a: {{get: {{operationId: op}}}}}}}}", "pets");
        Apis.Resolve("op", [source], url: url).ShouldBeOfType<Resolution.Found>().Operation.Servers.ShouldBe([expected]);
    }

    [Fact]
    public void Server_of_2_0_without_a_host_is_that_of_its_document() =>
        Apis.Resolve("op", [Apis.Source("{swagger: '2.0', basePath: /v1, paths: {/a: {get: {operationId: op}}}}", "pets")], url: "https://api.test/swagger.json")
            .ShouldBeOfType<Resolution.Found>().Operation.Servers.ShouldBe(["https://api.test/v1"]);

    [Fact]
    public void OperationPath_in_another_form_shows_the_standard_one() =>
        Apis.Resolve("pets#/paths/~1pets/get", [Pets], "operationPath").ShouldBeOfType<Resolution.Found>().Warnings.ShouldHaveSingleItem()
            .Hint.ShouldBe("Write '{$sourceDescriptions.pets.url}#/paths/~1pets/get'.");

    [Theory]
    [InlineData("pets#/paths/~1pet/get", "unknown-operation", "Did you mean '/paths/~1pets/get' or '/paths/~1pets/post' or '/paths/~1same/get'?")]
    [InlineData("pets#/paths/~1pets/put", "unknown-operation", "It has get, post.")]
    [InlineData("pets#/paths/~1pets", "operation-path-method", "The path has get, post.")]
    [InlineData("pats#/paths/~1pets/get", "unknown-source", "Did you mean 'pets'?")]
    [InlineData("whatever", "operation-path-form", "Write {$sourceDescriptions.<source>.url}#/paths/<path>/<method>, or use operationId.")]
    public void OperationPath_that_leads_nowhere_says_what_there_is(string reference, string code, string hint)
    {
        var error = Error(Apis.Resolve(reference, [Pets], "operationPath"));
        (error.Code, error.Hint).ShouldBe((code, hint));
    }

    [Fact]
    public void OperationPath_without_method_is_an_error_in_the_strict_dialect() =>
        Error(Apis.Resolve("{$sourceDescriptions.pets.url}#/paths/~1pets~1{id}", [Pets], "operationPath", Dialect.Strict)).Code.ShouldBe("operation-path-method");

    [Fact]
    public void OperationId_of_an_arazzo_source_is_unknown() =>
        Error(Apis.Resolve("$sourceDescriptions.other.x", [Pets, Apis.Source("{arazzo: 1.0.1}", "other")])).Message.ShouldBe(
            "The operation 'x' is not in source 'other' (./other.yaml).");

    [Fact]
    public void WorkflowId_is_no_operation()
    {
        var document = Apis.Description(["pets"], "workflowId", null, "w");
        new OperationResolver(document, [Pets], Dialect.Lenient).Resolve(document.Workflows[0].Steps[0].Target).ShouldBeNull();
    }

    static Diagnostic Error(Resolution resolution) => resolution.ShouldBeOfType<Resolution.Missing>().Error;
}
