using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Instances;

/// <summary>What the built-in endpoint does to runs.</summary>
public sealed class RunInstanceTests
{
    const string Instances = "/runtime/webhooks/durabletask/instances";

    [Fact]
    public async Task Terminated_run_has_failed_at_once_and_is_not_walked_again_when_its_instance_is_purged()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var runId = await SubmitAsync(embedded, boxes);

        (await embedded.SendAsync("POST", $"{Instances}/{runId}/terminate?reason=enough")).Status.ShouldBe(202);

        var listed = await embedded.SendAsync("GET", "/api/runs?status=failed");
        listed.Json().GetProperty("runs")[0].GetProperty("runId").GetString().ShouldBe(runId);
        (await embedded.SendAsync("DELETE", $"{Instances}/{runId}")).Text().ShouldBe("""{"instancesDeleted":1}""");
        var run = await embedded.SendAsync("GET", $"/api/runs/{runId}?includeResults=true");
        run.Status.ShouldBe(200);
        run.Json().GetProperty("results")[0].GetProperty("result").GetProperty("error").GetRawText()
            .ShouldBe("""{"code":"terminated","message":"The instance of the run was terminated from outside: enough"}""");
    }

    [Fact]
    public async Task Run_that_is_purged_before_it_was_told_of_its_end_has_failed()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var runId = await SubmitAsync(embedded, boxes);
        (await embedded.Administration.CommandAsync(runId, Runtime.Durability.InstanceCommand.Terminate, "enough", default)).ShouldBeTrue();

        (await embedded.SendAsync("DELETE", $"{Instances}?createdTimeFrom=2020-01-01")).Text().ShouldBe("""{"instancesDeleted":1}""");

        (await embedded.SendAsync("GET", $"/api/runs/{runId}")).Json().GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task Instances_of_a_deleted_run_are_in_no_list_and_take_no_command()
    {
        var api = new TestApi();
        var runId = await api.StartRunAsync();
        (await api.GetAsync(Instances)).Json().GetArrayLength().ShouldBe(1);
        await api.EndRunAsync(runId, Runtime.Runs.ItemOutcome.Success, "{}");
        await api.SendAsync(new ApiRequest("DELETE", new Uri($"{TestApi.Origin}/api/runs/{runId}"), []));

        (await api.GetAsync(Instances)).Json().EnumerateArray().Select(Id).ShouldNotContain(runId);
        (await api.GetAsync($"{Instances}/{runId}")).Status.ShouldBe(404);
        (await api.PostAsync($"{Instances}/{runId}/suspend", "")).Status.ShouldBe(404);
        (await api.PostAsync($"{Instances}/{runId}/raiseEvent/Go", "1")).Status.ShouldBe(404);
        (await api.SendAsync(new ApiRequest("DELETE", new Uri($"{TestApi.Origin}{Instances}/{runId}"), []))).Status.ShouldBe(404);
        (await api.SendAsync(new ApiRequest("DELETE", new Uri($"{TestApi.Origin}{Instances}?createdTimeFrom=2020-01-01"), []))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Secrets_are_masked_in_a_list()
    {
        var api = new TestApi();
        var runId = await api.StartRunAsync();

        var list = await api.GetAsync(Instances);

        list.Text().ShouldContain(runId);
        list.Text().ShouldNotContain("s3cret");
        list.Text().ShouldNotContain("\"$sealed\"");
    }

    static string? Id(JsonElement instance) => instance.GetProperty("instanceId").GetString();

    /// <summary>Submits a run that looks at its box every hour.</summary>
    static async Task<string> SubmitAsync(EmbeddedApi embedded, BoxServer boxes)
    {
        var flowId = await embedded.StoreFlowAsync();
        var run = await embedded.SendAsync("POST", "/api/runs", Encoding.UTF8.GetBytes($$$"""
            {"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "overrides": {"servers": {"boxes": "{{{boxes.Url}}}"}, "polling": {"interval": 3600, "maxInterval": 3600} } }
            """));
        run.Status.ShouldBe(202, run.Text());
        return run.Json().GetProperty("runId").GetString()!;
    }
}
