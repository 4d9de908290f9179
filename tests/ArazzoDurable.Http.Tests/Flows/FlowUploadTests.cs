using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Tests.Flows;

public sealed class FlowUploadTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Form_with_yaml_parts_is_stored_and_described()
    {
        var api = new TestApi();

        var response = await api.PutFlowAsync(TestApi.Description, ("boxes", TestApi.Source));

        response.Status.ShouldBe(201, response.Text());
        response.ContentType.ShouldBe("application/json; charset=utf-8");
        var flowId = response.Json().GetProperty("flowId").GetString()!;
        response.Header("Location").ShouldBe($"/api/flows/{flowId}");
        response.Text().ShouldBe(
            $$$"""{"flowId":"{{{flowId}}}","workflows":[{"workflowId":"start-box","summary":"Starts a box and waits until it runs.","inputs":"""
            + """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"token":{"type":"string"},"size":{"type":"integer","default":1}}}}],"diagnostics":[]}""");
    }

    [Fact]
    public async Task Same_flow_as_json_has_the_same_id_and_is_there_already()
    {
        var api = new TestApi();
        var flowId = await api.StoreFlowAsync();
        var bundle = (await api.GetAsync($"/api/flows/{flowId}")).Text();
        var indented = JsonSerializer.Serialize(JsonElement.Parse(bundle), Indented);

        var response = await api.PostAsync("/api/flows", indented);

        response.Status.ShouldBe(200);
        response.Json().GetProperty("flowId").GetString().ShouldBe(flowId);
        response.Header("Location").ShouldBe($"/api/flows/{flowId}");
    }

    [Fact]
    public async Task Stored_flow_is_given_back_as_its_canonical_bytes()
    {
        var api = new TestApi();
        var flowId = await api.StoreFlowAsync();

        var response = await api.GetAsync($"/api/flows/{flowId["sha256:".Length..].ToUpperInvariant()}");

        response.Status.ShouldBe(200);
        FlowId.Of(response.Body.Span).ToString().ShouldBe(flowId);
    }

    [Fact]
    public async Task Byte_order_mark_and_text_around_the_form_are_skipped()
    {
        var api = new TestApi();
        var form = Encoding.UTF8.GetString(Form.Of([("arazzo", TestApi.Description), ("boxes", TestApi.Source)]));

        var response = await api.PostAsync(
            "/api/flows", $"multipart/form-data; boundary=\"{Form.Boundary}\"", Encoding.UTF8.GetBytes($"before\r\n{form}after"));

        response.Status.ShouldBe(201, response.Text());
        var bundle = (await api.GetAsync(response.Header("Location")!)).Text();
        (await api.PostAsync("/api/flows", "\uFEFF" + bundle)).Status.ShouldBe(200);
    }

    const string Root = """
        arazzo: 1.0.1
        info: {title: Root, version: '1'}
        sourceDescriptions: [{name: lib, url: 'https://host.test/lib.yaml', type: arazzo}, {name: boxes, url: 'https://host.test/boxes.yaml', type: openapi}]
        workflows: [{workflowId: main, steps: [{stepId: s, workflowId: $sourceDescriptions.lib.get}, {stepId: t, operationId: getBox, parameters: [{name: boxId, in: path, value: '1'}]}]}]
        """;

    const string Library = """
        arazzo: 1.0.1
        info: {title: Library, version: '1'}
        sourceDescriptions: [{name: boxes, url: ./boxes.yaml, type: openapi}, {name: own, url: ./own.yaml, type: openapi}]
        workflows: [{workflowId: get, steps: [{stepId: s, operationId: $sourceDescriptions.own.look}]}]
        """;

    const string Own = "{openapi: 3.1.0, info: {title: Own, version: '1'}, servers: [{url: 'https://own.test'}], paths: {/look: {get: {operationId: look, responses: {'200': {description: ok}}}}}}";

    [Fact]
    public async Task Sources_of_a_source_are_sent_under_their_path()
    {
        var api = new TestApi();

        var response = await api.PutFlowAsync(Root, ("boxes", TestApi.Source), ("lib", Library), ("lib/own", Own));

        response.Status.ShouldBe(201, response.Text());
        response.Json().GetProperty("diagnostics").EnumerateArray().Select(one => one.GetProperty("message").GetString()).ShouldBeEmpty();
        response.Json().GetProperty("workflows").EnumerateArray().Select(one => one.GetProperty("workflowId").GetString()).ShouldBe(["main"]);
        var bundle = (await api.GetAsync(response.Header("Location")!)).Text();
        // Both descriptions name it by the same URL.
        bundle.ShouldContain("""
            "lib/boxes":{"$ref":"#/sources/boxes"},"lib/own":{"info"
            """.Trim());
        (await api.PostAsync("/api/flows", bundle)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("lib/none", "openapi: 3.1.0", "unknown-source", null, "The description names no source 'lib/none'; it names 'lib', 'boxes', 'lib/boxes', 'lib/own'.")]
    [InlineData("lib/own", "$ref: '#/sources/other'", "not-a-source", "lib/own", "The reference leads to none of the documents that were sent.")]
    [InlineData("lib/own", "{openapi: 3.1.0, paths: {}}", "unknown-operation", "lib", "The operation 'look' is not in source 'own' (./own.yaml).")]
    public async Task Source_of_a_source_that_is_of_no_use_is_an_error(string name, string text, string code, string? source, string message)
    {
        var response = await new TestApi().PutFlowAsync(Root, ("boxes", TestApi.Source), ("lib", Library), (name, text));

        response.Status.ShouldBe(422);
        var error = response.Json().GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "error");
        error.GetProperty("code").GetString().ShouldBe(code);
        (error.TryGetProperty("source", out var found) ? found.GetString() : null).ShouldBe(source);
        error.GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task Source_of_a_source_that_was_not_sent_is_a_warning_in_the_description_that_names_it()
    {
        var response = await new TestApi().PutFlowAsync(Root, ("boxes", TestApi.Source), ("lib", Library));

        response.Status.ShouldBe(201, response.Text());
        var warning = response.Json().GetProperty("diagnostics").EnumerateArray().Single();
        (warning.GetProperty("code").GetString(), warning.GetProperty("source").GetString(), warning.GetProperty("message").GetString()).ShouldBe(
            ("source-not-found", "lib", "The document of source 'lib/own' is not there; steps that need it fail."));
    }

    [Fact]
    public async Task Flow_with_errors_is_refused_with_their_places_and_not_stored()
    {
        var api = new TestApi();

        var response = await api.PutFlowAsync(TestApi.Description.Replace("operationId: getBox", "operationId: findBox", StringComparison.Ordinal), ("boxes", TestApi.Source));

        response.Status.ShouldBe(422);
        response.Json().GetProperty("code").GetString().ShouldBe("invalid-flow");
        var error = response.Json().GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "error");
        error.GetProperty("pointer").GetString().ShouldBe("/workflows/0/steps/1/operationId");
        error.GetProperty("line").GetInt32().ShouldBe(30);
        error.GetProperty("message").GetString()!.ShouldContain("findBox");
        (await api.GetAsync("/api/flows")).Text().ShouldBe("""{"flows":[]}""");
    }

    [Fact]
    public async Task Description_in_a_bundle_is_pointed_into_from_its_own_root()
    {
        var bundle = """
            {"arazzo": {"arazzo": "1.0.1", "info": {"title": "T", "version": "1"},
             "sourceDescriptions": [{"name": "boxes", "url": "b.json"}],
             "workflows": [{"workflowId": "w", "steps": []}]}, "sources": {}}
            """;

        var response = await new TestApi().PostAsync("/api/flows", bundle);

        var error = response.Json().GetProperty("diagnostics").EnumerateArray().First(one => one.GetProperty("severity").GetString() == "error");
        error.GetProperty("pointer").GetString().ShouldBe("/workflows/0/steps");
        error.GetProperty("line").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Source_that_was_not_sent_is_a_warning()
    {
        var response = await new TestApi().PutFlowAsync(TestApi.Description);

        response.Status.ShouldBe(201);
        var warning = response.Json().GetProperty("diagnostics")[0];
        warning.GetProperty("severity").GetString().ShouldBe("warning");
        warning.GetProperty("code").GetString().ShouldBe("source-not-found");
        warning.GetProperty("message").GetString().ShouldBe("The document of source 'boxes' is not there; steps that need it fail.");
    }

    [Theory]
    [InlineData("bowes", "openapi: 3.1.0", "unknown-source", "The description names no source 'bowes'; it names 'boxes'.")]
    [InlineData("boxes", "title: none", "not-a-source", "The document is neither an OpenAPI nor an Arazzo nor an AsyncAPI document.")]
    public async Task Source_that_is_of_no_use_is_an_error(string name, string text, string code, string message)
    {
        var response = await new TestApi().PutFlowAsync(TestApi.Description, (name, text));

        response.Status.ShouldBe(422);
        var error = response.Json().GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task Reference_to_another_file_is_a_warning()
    {
        var source = TestApi.Source.Replace("schema: {type: object}", "schema: {$ref: 'box.yaml#/Box'}", StringComparison.Ordinal);

        var response = await new TestApi().PutFlowAsync(TestApi.Description, ("boxes", source));

        response.Status.ShouldBe(201);
        response.Json().GetProperty("diagnostics").EnumerateArray().ShouldContain(one =>
            one.GetProperty("code").GetString() == "unresolved-reference"
            && one.GetProperty("message").GetString() == "The document of source 'boxes' refers to other files, which are not looked for here.");
    }

    [Fact]
    public async Task Unreadable_source_is_an_error_of_that_source()
    {
        var response = await new TestApi().PutFlowAsync(TestApi.Description, ("boxes", "openapi: [3.1.0"));

        response.Status.ShouldBe(422);
        var error = response.Json().GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("severity").GetString() == "error");
        error.GetProperty("source").GetString().ShouldBe("boxes");
    }
}
