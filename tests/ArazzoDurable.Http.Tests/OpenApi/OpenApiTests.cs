using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Http.OpenApi;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.OpenApi;

public sealed class OpenApiTests
{
    /// <summary>The codes of the web server before the API: see RequestBridge of the command line.</summary>
    static readonly string[] HostCodes = ["invalid-url", "not-local"];

    /// <summary>The codes of requests that reach no operation.</summary>
    static readonly string[] CodesOfNoOperation = ["unknown-path", "wrong-method"];

    /// <summary>The codes that only an error of JSON-RPC has, with status 200.</summary>
    static readonly string[] RpcCodes = ["invalid-request", "result-too-large", "unknown-blob", "unknown-method"];

    readonly TestApi api = new();

    public static TheoryData<string> Examples => [.. PlacesOfExamples(JsonPointer.Root.Append("paths")).Concat(PlacesOfExamples(JsonPointer.Root.Append("components"))).Distinct()];

    [Fact]
    public async Task Document_is_served_with_the_version_of_the_assembly_and_without_a_key()
    {
        var response = await api.Under(new ApiSettings { ApiKey = "k3y" }).GetAsync("/api/openapi.json");

        (response.Status, response.ContentType).ShouldBe((200, "application/json; charset=utf-8"));
        response.Json().GetProperty("openapi").GetString().ShouldBe("3.1.0");
        response.Json().GetProperty("info").GetProperty("version").GetString().ShouldBe(typeof(ArazzoApi).Assembly.GetName().Version!.ToString(3));
        response.Json().GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("/");
    }

    [Theory]
    [InlineData("{tag}", 304)]
    [InlineData("\"other\", W/{tag}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    public async Task Document_is_not_sent_again_to_who_has_it(string given, int status)
    {
        var tag = (await api.GetAsync("/api/openapi.json")).Header("ETag")!;

        var response = await api.SendAsync(new ApiRequest(
            "GET", new Uri($"{TestApi.Origin}/api/openapi.json"), [KeyValuePair.Create("If-None-Match", given.Replace("{tag}", tag, StringComparison.Ordinal))]));

        (response.Status, response.Body.IsEmpty, response.Header("ETag")).ShouldBe((status, status == 304, tag));
    }

    [Fact]
    public void Every_route_is_described_and_every_described_one_is_there()
    {
        api.Routes.Except(DescribedApi.Operations.Keys).ShouldBeEmpty("openapi.yaml lacks these");
        DescribedApi.Operations.Keys.Except(api.Routes).ShouldBeEmpty("openapi.yaml has these, and the API has not");
    }

    [Fact]
    public void Every_code_is_described_and_every_described_one_is_there()
    {
        var codes = new[] { typeof(ProblemCodes), typeof(SubmitCodes) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(HostCodes).ToList();
        var described = Described("ProblemCode");

        codes.Except(described).ShouldBeEmpty("openapi.yaml lacks these");
        described.Except(codes).ShouldBeEmpty("openapi.yaml has these, and the code has not");
        described.ShouldBe(described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_belongs_to_an_operation()
    {
        var told = DescribedApi.Operations.Values.SelectMany(operation => DescribedApi.Get(operation.Append("responses")).EnumerateObject()
            .SelectMany(response => CodesOf(operation.Append("responses").Append(response.Name)))).ToHashSet(StringComparer.Ordinal);

        Described("ProblemCode").Except(told).ShouldBe([.. CodesOfNoOperation, .. RpcCodes], ignoreOrder: true);
        told.Except(Described("ProblemCode")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_has_an_id_of_its_own_a_tag_and_a_summary()
    {
        var operations = DescribedApi.Operations.Values.Select(DescribedApi.Get).ToList();

        operations.Select(operation => operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        operations.ShouldAllBe(operation => operation.GetProperty("summary").GetString()!.EndsWith('.') && operation.GetProperty("tags").GetArrayLength() == 1);
    }

    [Fact]
    public void What_needs_no_key_is_said_to_need_none() =>
        DescribedApi.Operations.Where(operation => DescribedApi.Get(operation.Value).TryGetProperty("security", out var security) && security.GetArrayLength() == 0)
            .Select(operation => operation.Key).ShouldBe(api.AnonymousRoutes, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_fits_its_schema(string place)
    {
        JsonPointer.TryParse(place, out var holder).ShouldBeTrue();
        var value = DescribedApi.Get(holder);
        if (value.TryGetProperty("example", out var single))
            DescribedApi.Violations(holder.Append("schema"), single).ShouldBeEmpty();
        if (!value.TryGetProperty("examples", out var several))
            return;
        foreach (var name in several.EnumerateObject().Select(example => example.Name))
            DescribedApi.Violations(holder.Append("schema"), DescribedApi.Get(DescribedApi.Find(holder.Append("examples").Append(name))!.Value.Append("value"))).ShouldBeEmpty(name);
    }

    [Fact]
    public void Example_of_a_stream_is_one()
    {
        var stream = DescribedApi.Get(DescribedApi.Operations["GET /api/runs/{runId}/events"].Append("responses").Append("200").Append("content")
            .Append("text/event-stream").Append("examples").Append("attempt").Append("value")).GetString()!;

        var blocks = stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        blocks.Length.ShouldBe(2);
        blocks.ShouldAllBe(block => block.StartsWith("id: ", StringComparison.Ordinal));
        Array.ForEach(blocks, AnswerContract.CheckEvent);
    }

    [Fact]
    public void Every_kind_of_event_is_described()
    {
        var kinds = typeof(RunEvent).GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!);

        DescribedApi.Document.GetProperty("components").GetProperty("schemas").GetProperty("RunEvent").GetProperty("discriminator").GetProperty("mapping")
            .EnumerateObject().Select(kind => kind.Name).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public async Task Example_flow_is_accepted()
    {
        var response = await api.PostAsync("/api/flows", RequestExample("POST /api/flows", "flow").ToJsonString());

        response.Status.ShouldBe(201, response.Text());
        response.Json().GetProperty("diagnostics").GetArrayLength().ShouldBe(0, response.Text());
    }

    [Theory]
    [InlineData("one")]
    [InlineData("polling")]
    public async Task Example_submit_is_accepted(string name)
    {
        var stored = await api.PostAsync("/api/flows", RequestExample("POST /api/flows", "flow").ToJsonString());
        var submit = RequestExample("POST /api/runs", name);
        submit["flowId"] = stored.Json().GetProperty("flowId").GetString();
        submit["wait"] = false;

        var response = await api.PostAsync("/api/runs", submit.ToJsonString());

        response.Status.ShouldBe(202, response.Text());
    }

    [Fact]
    public async Task Every_operation_can_be_used_in_a_flow_without_a_warning()
    {
        var steps = DescribedApi.Operations.Values.Select(Step);
        var description = new JsonObject
        {
            ["arazzo"] = "1.0.1",
            ["info"] = new JsonObject { ["title"] = "All", ["version"] = "1" },
            ["sourceDescriptions"] = new JsonArray(new JsonObject { ["name"] = "runner", ["url"] = "https://runner.example/api/openapi.json", ["type"] = "openapi" }),
            ["workflows"] = new JsonArray(new JsonObject { ["workflowId"] = "all", ["steps"] = new JsonArray([.. steps]) }),
        };

        var response = await api.PutFlowAsync(description.ToJsonString(), ("runner", System.Text.Encoding.UTF8.GetString(OpenApiDocument.Bytes.Span)));

        response.Status.ShouldBe(201, response.Text());
        response.Json().GetProperty("diagnostics").GetRawText().ShouldBe("[]");
    }

    static JsonObject Step(JsonPointer place)
    {
        var operation = DescribedApi.Get(place);
        JsonPointer.TryParse(place.ToString()[..place.ToString().LastIndexOf('/')] + "/parameters", out var shared).ShouldBeTrue();
        var parameters = new[] { shared, place.Append("parameters") }
            .SelectMany(list => Enumerable.Range(0, list.Resolve(DescribedApi.Document)?.GetArrayLength() ?? 0).Select(index => list.Append(index)))
            .Select(parameter => DescribedApi.Get(DescribedApi.Find(parameter)!.Value))
            .Where(parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean())
            .Select(parameter => (JsonNode)new JsonObject
            {
                ["name"] = parameter.GetProperty("name").GetString(),
                ["in"] = parameter.GetProperty("in").GetString(),
                ["value"] = JsonNode.Parse(parameter.GetProperty("example").GetRawText()),
            });
        var step = new JsonObject
        {
            ["stepId"] = operation.GetProperty("operationId").GetString(),
            ["operationId"] = operation.GetProperty("operationId").GetString(),
            ["parameters"] = new JsonArray([.. parameters]),
        };
        if (operation.TryGetProperty("requestBody", out _))
            step["requestBody"] = new JsonObject { ["contentType"] = "application/json", ["payload"] = new JsonObject() };
        return step;
    }

    static JsonObject RequestExample(string route, string name) => JsonNode.Parse(DescribedApi.Get(DescribedApi.Operations[route]
        .Append("requestBody").Append("content").Append("application/json").Append("examples").Append(name).Append("value")).GetRawText())!.AsObject();

    static List<string> Described(string schema) =>
        [.. DescribedApi.Document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("enum").EnumerateArray().Select(code => code.GetString()!)];

    static IEnumerable<string> CodesOf(JsonPointer response) =>
        DescribedApi.Find(response)!.Value.Append("content").Append("application/problem+json").Append("schema").Append("allOf").Append(1)
            .Append("properties").Append("code").Append("enum").Resolve(DescribedApi.Document)?.EnumerateArray().Select(code => code.GetString()!) ?? [];

    static IEnumerable<string> PlacesOfExamples(JsonPointer place)
    {
        var value = DescribedApi.Get(place);
        if (value.ValueKind is JsonValueKind.Array)
            return Enumerable.Range(0, value.GetArrayLength()).SelectMany(index => PlacesOfExamples(place.Append(index)));
        if (value.ValueKind is not JsonValueKind.Object)
            return [];
        if (value.TryGetProperty("schema", out _))
            return value.TryGetProperty("example", out _) || value.TryGetProperty("examples", out _) ? [place.ToString()] : [];
        return value.EnumerateObject().Where(member => member.Name is not ("schemas" or "examples")).SelectMany(member => PlacesOfExamples(place.Append(member.Name)));
    }
}
