using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>The built-in status endpoint of the Durable Task extension tells of a run, on every host.</summary>
[Needs(Need.Instances)]
public abstract class InstanceConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    static readonly string[] Members = ["name", "instanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"];

    [HostFact]
    public async Task Run_that_goes_on_is_202_with_where_it_is()
    {
        await using var boxes = await Boxes.StartAsync();
        var run = await StartAsync(boxes, """[{"name": "slow"}]""");
        await Api.EventsAsync(run, until: happened => happened.Type == "step.waiting");

        var instance = (await GetAsync(run)).Expect(202);
        boxes.Release("slow");
        await Api.EndAsync(run);

        instance.Headers["Retry-After"].ShouldBe("5");
        instance.Headers["Location"].ShouldContain($"/runtime/webhooks/durabletask/instances/{run}");
        instance.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        (instance["name"].GetString(), instance["instanceId"].GetString(), instance["runtimeStatus"].GetString()).ShouldBe(("Workflow", run, "Running"));
        instance["output"].ValueKind.ShouldBe(JsonValueKind.Null);
        var status = instance["customStatus"];
        (status.GetProperty("runId").GetString(), status.GetProperty("status").GetString(), status.GetProperty("step").GetString()).ShouldBe((run, "running", "look"));
        status.GetProperty("visit").GetInt32().ShouldBeGreaterThan(0);
        status.TryGetProperty("results", out _).ShouldBeFalse();
    }

    [HostTheory]
    [InlineData("one", "success")]
    [InlineData("bad", "failed")]
    public async Task Run_that_has_ended_is_200_and_completed(string name, string outcome)
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await StartAsync(boxes, $$"""[{"name": "{{name}}"}]""");
        var ended = await Api.EndAsync(run);

        var instance = await EndedAsync(run);

        instance["runtimeStatus"].GetString().ShouldBe("Completed");
        instance["customStatus"].GetProperty("status").GetString().ShouldBe(outcome);
        instance["customStatus"].TryGetProperty("results", out _).ShouldBeFalse();
        JsonElement.DeepEquals(instance["output"], ended).ShouldBeTrue($"{instance["output"]} is to be {ended}");
        instance["createdTime"].GetString().ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        instance["lastUpdatedTime"].GetString().ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        (await GetAsync(run, "&returnInternalServerErrorOnFailure=true")).Expect(200);
    }

    [HostFact]
    public async Task Run_of_many_items_is_told_with_its_counts_and_results()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await StartAsync(boxes, """[{"name": "one"}, {"name": "bad"}]""");
        await Api.EndAsync(run);

        var instance = await EndedAsync(run);

        (instance["name"].GetString(), instance["runtimeStatus"].GetString()).ShouldBe(("Batch", "Completed"));
        instance["customStatus"].GetProperty("items").GetRawText().ShouldBe("""{"total":2,"pending":0,"running":0,"success":1,"failed":1,"cancelled":0}""");
        instance["output"].GetProperty("results").GetArrayLength().ShouldBe(2);
    }

    [HostFact]
    public async Task Suspended_run_is_running_to_the_extension()
    {
        await using var boxes = await Boxes.StartAsync();
        var run = await StartAsync(boxes, """[{"name": "slow"}]""");
        await boxes.Server.WhenCalledAsync(2);
        (await Api.PostAsync($"/api/runs/{run}/suspend")).Expect(202);

        var instance = (await GetAsync(run)).Expect(202);
        (await Api.PostAsync($"/api/runs/{run}/cancel")).Expect(202);
        await Api.EndAsync(run);

        instance["runtimeStatus"].GetString().ShouldBe("Running");
        (await EndedAsync(run))["customStatus"].GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [HostFact]
    public async Task Input_is_left_out_when_it_is_not_asked_for()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await StartAsync(boxes, """[{"name": "one"}]""");
        await Api.EndAsync(run);
        await EndedAsync(run);

        (await GetAsync(run)).Expect(200)["input"].ValueKind.ShouldNotBe(JsonValueKind.Null);
        (await GetAsync(run, "&showInput=false")).Expect(200)["input"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [HostFact]
    public async Task Unknown_and_deleted_run_is_404_without_a_body()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var run = await StartAsync(boxes, """[{"name": "one"}]""");
        await Api.EndAsync(run);

        (await GetAsync("ffffffff-0000-8000-8000-000000000000")).Expect(404).Body.ShouldBeEmpty();
        await EndedAsync(run);
        (await Api.SendAsync(HttpMethod.Delete, $"/api/runs/{run}")).Expect(202);
        await GoneAsync(run);
    }

    async Task<string> StartAsync(Boxes boxes, string inputs) => await Api.StartAsync(await Api.StoreAsync(boxes.Flow), inputs);

    Task<Answer> GetAsync(string run, string more = "") => Api.GetAsync(
        $"/runtime/webhooks/durabletask/instances/{run}?{(Host.InstancesKey is { } key ? $"code={Uri.EscapeDataString(key)}" : "")}{more}");

    /// <summary>The run's record tells its end before the turn of the instance that ends it is over.</summary>
    Task<Answer> EndedAsync(string run) => UntilAsync(run, answer => answer.Status == 200);

    /// <summary>The extension knows nothing of runs: there an instance is gone when the purge has come to it.</summary>
    Task<Answer> GoneAsync(string run) => UntilAsync(run, answer => answer.Status == 404);

    async Task<Answer> UntilAsync(string run, Predicate<Answer> reached)
    {
        // The extension has nothing to wait by, so it is asked again and again.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(HostClient.Patience));
        var answer = await GetAsync(run);
        for (; !reached(answer); answer = await GetAsync(run))
        {
            patience.IsCancellationRequested.ShouldBeFalse(answer.ToString());
            await pace.WaitForNextTickAsync();
        }
        return answer;
    }
}
