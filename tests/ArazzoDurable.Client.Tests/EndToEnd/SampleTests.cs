using System.Text.Json;
using ArazzoDurable.Client.Samples;
using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.EndToEnd;

public sealed class SampleTests
{
    static readonly JsonElement Input = JsonElement.Parse("""{"apiToken": "demo", "projectId": "DEMO", "scenarioId": "scn_1"}""");

    [Fact]
    public async Task Poll_tells_of_the_run_until_its_end()
    {
        await using var api = await RealApi.StartAsync();
        using var output = new StringWriter();

        var run = await Poll.RunAsync(api.Client, await api.RequestAsync(), output, new QuickTime(), default);

        run.Status.ShouldBe(RunState.Success);
        output.ToString().ShouldStartWith($"Run {run.RunId} is accepted.");
        var lines = output.ToString().Split(Environment.NewLine);
        lines[^3].ShouldBe("It is Success.");
        lines[^2].ShouldBe("""Item 0: {"lastRun":{"id":"run_scn_1","result":"ok"},"runId":"run_scn_1"}""");
    }

    [Fact]
    public async Task Sub_workflow_answers_with_the_outputs_of_its_run()
    {
        await using var api = await RealApi.StartAsync();

        var value = await SubWorkflow.ExecuteAsync(api.Client, await api.RequestAsync(), Input, callId: null, default);

        value.GetProperty("lastRun").GetProperty("result").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Sub_workflow_that_fails_says_why()
    {
        await using var api = await RealApi.StartAsync();
        api.Lab.Broken["scn_1"] = true;
        var request = await api.RequestAsync();

        var exception = await Should.ThrowAsync<InvalidOperationException>(() => SubWorkflow.ExecuteAsync(api.Client, request, Input, callId: null, default));

        exception.Message.ShouldContain("'check'");
        exception.Message.ShouldEndWith("(step-failed)");
    }

    [Fact]
    public async Task Sub_workflow_that_is_called_again_does_nothing_twice()
    {
        await using var api = await RealApi.StartAsync();
        var request = await api.RequestAsync();

        var first = await SubWorkflow.ExecuteAsync(api.Client, request, Input, "call-7", default);
        var second = await SubWorkflow.ExecuteAsync(api.Client, request, Input, "call-7", default);

        second.GetRawText().ShouldBe(first.GetRawText());
        api.Lab.Runs.ShouldBe(["scn_1"]);
    }

    [Fact]
    public async Task Batch_walks_again_what_failed_and_nothing_else()
    {
        await using var api = await RealApi.StartAsync();
        string[] scenarios = [.. Enumerable.Range(0, 12).Select(number => $"scn_{number}")];
        api.Lab.Broken["scn_3"] = true;
        api.Lab.Broken["scn_8"] = true;
        using var output = new StringWriter();

        var run = await Batch.RunAsync(
            api.Client, await api.RequestAsync(), scenarios,
            () =>
            {
                api.Lab.Broken.Clear();
                return Task.CompletedTask;
            },
            output, default);

        run.Status.ShouldBe(RunState.Success);
        run.Results!.Value.Select(result => result.ItemIndex).ShouldBe(Enumerable.Range(0, 12));
        var lines = output.ToString().Split(Environment.NewLine);
        lines[0].ShouldBe("10 of 12 scenarios ran to their end.");
        lines[1].ShouldStartWith("scn_3 failed: ");
        lines[2].ShouldStartWith("scn_8 failed: ");
        lines[3].ShouldBe("12 of 12 scenarios ran to their end.");
        api.Lab.Runs.Order(StringComparer.Ordinal).ShouldBe(scenarios.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Batch_asks_for_the_failed_items_and_for_a_rerun()
    {
        const string failed = """{"total": 3, "pending": 0, "running": 0, "success": 2, "failed": 1, "cancelled": 0}""";
        const string mended = """{"total": 3, "pending": 0, "running": 0, "success": 3, "failed": 0, "cancelled": 0}""";
        const string one = """{"total": 1, "pending": 0, "running": 1, "success": 0, "failed": 0, "cancelled": 0}""";
        var server = new ScriptedServer()
            .ThenJson(202, Json.Run("pending"))
            .ThenJson(200, Json.Run("failed").Replace(one, failed, StringComparison.Ordinal))
            .ThenJson(200, """
                {"items": [{"itemIndex": 1, "status": "failed", "result": {"outcome": "failed", "error": {"code": "step-failed", "message": "No such scenario."}}}]}
                """)
            .ThenJson(202, Json.Run())
            .ThenJson(200, Json.Run("success").Replace(one, mended, StringComparison.Ordinal));
        using var output = new StringWriter();

        await Batch.RunAsync(server.Client(), new("sha256:00"), ["a", "b", "c"], () => output.WriteLineAsync("Mended."), output, default);

        output.ToString().Split(Environment.NewLine).ShouldBe(
            ["2 of 3 scenarios ran to their end.", "b failed: No such scenario.", "Mended.", "3 of 3 scenarios ran to their end.", ""]);
        server.Lines.ShouldBe([
            "POST /api/runs",
            $"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=60&includeResults=true",
            $"GET /api/runs/{Json.RunId}/items?status=failed&top=50",
            $"POST /api/runs/{Json.RunId}/rerun",
            $"GET /api/runs/{Json.RunId}?wait=true&timeoutSecs=60&includeResults=true",
        ]);
    }
}
