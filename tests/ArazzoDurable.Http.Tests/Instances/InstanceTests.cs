using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Tests.Instances;

/// <summary>The answers are those of the Durable Task extension, byte by byte.</summary>
public sealed class InstanceTests
{
    const string Path = "/runtime/webhooks/durabletask/instances/";
    const string Times = "\"createdTime\":\"2026-11-20T18:42:07Z\",\"lastUpdatedTime\":\"2026-11-20T18:42:09Z\"}";

    static readonly InstanceState Running = new(
        "ac3c57fe", "Workflow", InstanceStatus.Running, FakeInstances.Created, FakeInstances.Created.AddSeconds(2.4),
        JsonElement.Parse("""{"name":"alice"}"""), JsonElement.Parse("""{"step":1}"""), null);

    readonly TestApi api = new();

    [Fact]
    public async Task Running_instance_is_202_with_location_and_retry_after()
    {
        api.Instances.Set(Running);

        var response = await api.GetAsync(Path + "ac3c57fe");

        response.Status.ShouldBe(202);
        response.ContentType.ShouldBe("application/json; charset=utf-8");
        response.Headers.ShouldBe([
            KeyValuePair.Create("Location", "http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/ac3c57fe"),
            KeyValuePair.Create("Retry-After", "5"),
        ]);
        response.Text().ShouldBe(
            """{"name":"Workflow","instanceId":"ac3c57fe","runtimeStatus":"Running","input":{"name":"alice"},"customStatus":{"step":1},"output":null,""" + Times);
    }

    [Fact]
    public async Task Completed_instance_is_200_without_further_headers()
    {
        api.Instances.Set(Running with { Status = InstanceStatus.Completed, Output = JsonElement.Parse("""["Hello alice!"]""") });

        var response = await api.GetAsync(Path + "ac3c57fe");

        response.Status.ShouldBe(200);
        response.Headers.ShouldBeEmpty();
        response.Text().ShouldBe(
            """{"name":"Workflow","instanceId":"ac3c57fe","runtimeStatus":"Completed","input":{"name":"alice"},"customStatus":{"step":1},"output":["Hello alice!"],""" + Times);
    }

    [Fact]
    public async Task Input_that_is_not_to_be_shown_is_null_and_history_is_left_out()
    {
        api.Instances.Set(Running with { Status = InstanceStatus.Completed, CustomStatus = null });

        var response = await api.GetAsync(Path + "ac3c57fe?showInput=false&showHistory=true&showHistoryOutput=true");

        response.Text().ShouldBe("""{"name":"Workflow","instanceId":"ac3c57fe","runtimeStatus":"Completed","input":null,"customStatus":null,"output":null,""" + Times);
    }

    [Theory]
    [InlineData(InstanceStatus.Pending, "", 202)]
    [InlineData(InstanceStatus.Running, "", 202)]
    [InlineData(InstanceStatus.Suspended, "", 202)]
    [InlineData(InstanceStatus.Completed, "", 200)]
    [InlineData(InstanceStatus.Completed, "?returnInternalServerErrorOnFailure=true", 200)]
    [InlineData(InstanceStatus.Terminated, "?returnInternalServerErrorOnFailure=true", 200)]
    [InlineData(InstanceStatus.Failed, "", 200)]
    [InlineData(InstanceStatus.Failed, "?returnInternalServerErrorOnFailure=false", 200)]
    [InlineData(InstanceStatus.Failed, "?returnInternalServerErrorOnFailure=perhaps", 200)]
    [InlineData(InstanceStatus.Failed, "?returninternalservererroronfailure=True", 500)]
    public async Task Status_code_follows_the_runtime_status(InstanceStatus status, string query, int expected)
    {
        api.Instances.Set(Running with { Status = status });

        var response = await api.GetAsync(Path + "ac3c57fe" + query);

        response.Status.ShouldBe(expected);
        response.Json().GetProperty("runtimeStatus").GetString().ShouldBe(status.ToString());
    }

    [Fact]
    public async Task Key_from_the_query_goes_on_in_the_location()
    {
        api.Instances.Set(Running);
        api.Under(new ApiSettings { ApiKey = "k3y&" });

        (await api.GetAsync(Path + "ac3c57fe?code=k3y%26&showInput=false")).Header("Location")
            .ShouldBe("http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/ac3c57fe?code=k3y%26");
    }

    [Fact]
    public async Task Key_from_a_header_is_not_put_into_the_location()
    {
        api.Instances.Set(Running);
        api.Under(new ApiSettings { ApiKey = "k3y" });

        var response = await api.SendAsync(new ApiRequest("GET", new Uri(TestApi.Origin + Path + "ac3c57fe"), [KeyValuePair.Create("X-Functions-Key", "k3y")]));

        response.Header("Location")!.ShouldNotContain("k3y");
    }

    [Fact]
    public async Task Request_without_the_key_is_401_with_an_empty_body()
    {
        api.Under(new ApiSettings { ApiKey = "k3y" });

        var response = await api.GetAsync(Path + "ac3c57fe");

        (response.Status, response.ContentType, response.Body.Length).ShouldBe((401, null, 0));
        response.Headers.ShouldBe([KeyValuePair.Create("WWW-Authenticate", "Bearer")]);
    }

    [Theory]
    [InlineData("GET", "unknown")]
    [InlineData("GET", "ac3c57fe/raiseEvent/Go")]
    [InlineData("POST", "ac3c57fe/raiseEvent")]
    [InlineData("POST", "ac3c57fe/rewind")]
    [InlineData("POST", "ac3c57fe/restart")]
    [InlineData("POST", "../orchestrators/Workflow")]
    [InlineData("GET", "../entities/counter/a")]
    [InlineData("PUT", "ac3c57fe")]
    public async Task What_is_not_there_is_404_with_an_empty_body(string method, string rest)
    {
        api.Instances.Set(Running);

        var response = await api.SendAsync(new ApiRequest(method, new Uri(TestApi.Origin + Path + rest), []));

        (response.Status, response.ContentType, response.Body.Length).ShouldBe((404, null, 0));
        response.Headers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_are_masked_wherever_they_stand()
    {
        var secret = JsonElement.Parse($$"""{"a": [{{api.Sealer.Seal(JsonElement.Parse("\"s3cret\""), "ac3c57fe").GetRawText()}}]}""");
        api.Instances.Set(Running with { Input = secret, CustomStatus = secret, Output = secret });

        var body = (await api.GetAsync(Path + "ac3c57fe")).Json();

        foreach (var member in new[] { "input", "customStatus", "output" })
            body.GetProperty(member).GetRawText().ShouldBe("""{"a":["***"]}""");
    }

    [Fact]
    public async Task Instance_of_a_run_is_found_under_the_id_of_the_run()
    {
        var runId = await api.StartRunAsync();

        var response = await api.GetAsync(Path + runId);

        response.Status.ShouldBe(202);
        response.Json().GetProperty("name").GetString().ShouldBe("Workflow");
    }
}
