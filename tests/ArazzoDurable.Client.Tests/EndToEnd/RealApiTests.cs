using System.Text.Json;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.EndToEnd;

public sealed class RealApiTests
{
    static readonly object Input = new { apiToken = "demo", projectId = "DEMO", scenarioId = "scn_1" };

    [Fact]
    public async Task Flow_of_files_is_stored_listed_and_read()
    {
        await using var api = await RealApi.StartAsync();

        var stored = await api.PutFlowAsync();
        var bundle = await api.Client.GetFlowAsync(stored.FlowId);
        var again = await api.Client.PutFlowAsync(new FlowUpload.Bundle(bundle));

        stored.FlowId.ShouldStartWith("sha256:");
        stored.Workflows.Select(workflow => workflow.WorkflowId).ShouldBe(["run-scenario-and-poll"]);
        stored.Workflows[0].Inputs!.Value.GetProperty("required").GetArrayLength().ShouldBe(3);
        bundle.GetProperty("sources").GetProperty("scenarios").GetProperty("openapi").GetString().ShouldBe("3.1.0");
        again.FlowId.ShouldBe(stored.FlowId);
        (await api.Client.ListFlowsAsync().ToListAsync()).ShouldBe([new FlowSummary(stored.FlowId, "Run a scenario and wait for its end", "1.0.0")]);
    }

    [Fact]
    public async Task Flow_with_errors_is_refused_with_places()
    {
        await using var api = await RealApi.StartAsync();
        var text = await File.ReadAllTextAsync(RealApi.File("workflow.arazzo.yaml"));
        var upload = new FlowUpload.Documents(
            System.Text.Encoding.UTF8.GetBytes(text.Replace("stepId: poll\n      criteria", "stepId: pool\n      criteria", StringComparison.Ordinal)),
            System.Collections.Immutable.ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("scenarios", await File.ReadAllBytesAsync(RealApi.File("scenarios.openapi.yaml"))));

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => api.Client.PutFlowAsync(upload));

        (exception.Status, exception.Code).ShouldBe((422, "invalid-flow"));
        var error = exception.Diagnostics.Single(diagnostic => diagnostic.Severity == "error");
        error.Line.ShouldNotBeNull();
        exception.Message.ShouldContain(error.ToString());
    }

    [Fact]
    public async Task Run_that_is_waited_for_comes_with_its_results()
    {
        await using var api = await RealApi.StartAsync();
        var request = (await api.RequestAsync()).WithInput(Input);

        var run = await api.Client.SubmitRunAsync(request with { Wait = true, Overrides = request.Overrides! with { Polling = new PollingOverride { Interval = 0 } } });

        run.Status.ShouldBe(RunState.Success);
        run.Results!.Value[0].Result.Value!.Value.GetProperty("runId").GetString().ShouldBe("run_scn_1");
        (await api.Client.WaitForRunAsync(run.RunId)).CompletedAt.ShouldBe(run.CompletedAt);
        (await api.Client.GetRunAsync(run.RunId)).Results.ShouldBeNull();
        (await api.Client.ListRunsAsync(new RunFilter(RunState.Success, run.FlowId, run.CreatedAt, run.CreatedAt.AddSeconds(1))).ToListAsync())
            .Select(listed => listed.RunId).ShouldBe([run.RunId]);
        (await api.Client.ListRunsAsync(new RunFilter(RunState.Failed)).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_runs_are_listed_over_short_pages_newest_first()
    {
        await using var api = await RealApi.StartAsync();
        var request = (await api.RequestAsync()).WithInput(Input) with { Wait = true };
        var runs = new List<string>();
        for (var number = 0; number < 5; number++)
            runs.Add((await api.Client.SubmitRunAsync(request)).RunId);

        var listed = await api.Client.ListRunsAsync(pageSize: 2).ToListAsync();

        listed.Select(run => run.RunId).Order(StringComparer.Ordinal).ShouldBe(runs.Order(StringComparer.Ordinal));
        listed.Select(run => run.CreatedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Unfit_inputs_are_refused_with_pointers()
    {
        await using var api = await RealApi.StartAsync();
        var request = (await api.RequestAsync()).WithInput(new { apiToken = "demo", projectId = 7, scenarioId = "scn_1" });

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => api.Client.SubmitRunAsync(request));

        (exception.Status, exception.Code).ShouldBe((422, "invalid-inputs"));
        exception.Errors.Single().Pointer.ShouldBe("/inputs/0/projectId");
        exception.Message.ShouldContain("/inputs/0/projectId: ");
        api.Lab.Runs.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ffffffff-0000-8000-8000-000000000000")]
    [InlineData("no/such/run")]
    public async Task Unknown_run_is_an_exception_with_its_code(string runId)
    {
        await using var api = await RealApi.StartAsync();

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => api.Client.WaitForRunAsync(runId));

        (exception.Status, exception.Code, exception.Message).ShouldBe((404, "unknown-run", $"There is no run '{runId}'."));
    }

    [Fact]
    public async Task Results_come_in_the_order_that_was_asked_for()
    {
        await using var api = await RealApi.StartAsync();
        var run = await api.Client.SubmitRunAsync((await api.RequestAsync()).WithInput(Input) with { Wait = true });

        var asked = await api.Client.GetRunAsync(run.RunId, new RunQuery { IncludeResults = true, ResultOrder = ResultOrder.ByCompletion });

        asked.Results!.Value.Single().Status.ShouldBe(ItemOutcome.Success);
        JsonSerializer.Serialize(asked.Results.Value[0].Result.Value).ShouldContain("scn_1");
    }
}
