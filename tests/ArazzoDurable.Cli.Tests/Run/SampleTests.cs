using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Run;

/// <summary>The samples, run as their readme says.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("score-scenario-run", "trialId: trial_1\nphase: finished\npoints: 0.875", "scenarioId=scn_1")]
    [InlineData("suspend-and-resume", "benchId: bench_1\ncondition: awake", "benchId=bench_1")]
    [InlineData("snapshot-and-shutdown", "imageId: image_1", "benchId=bench_1", "note=done")]
    [InlineData("run-scenario-and-poll", "runId: run_1", "projectId=DEMO", "scenarioId=scn_1")]
    public async Task Sample_runs_simulated_and_gives_its_outputs(string name, string outputs, params string[] inputs)
    {
        using var folder = new TemporaryFolder();
        string[] args = ["run", Arazzo.Sample(name), "--simulate", "--data", folder["data"], "--poll-interval", "0", "-i", "apiToken=canary-4711"];

        var (exit, output, error) = await Arazzo.RunAsync([.. args, .. inputs.SelectMany(input => new[] { "-i", input })]);

        exit.ShouldBe(0, error);
        foreach (var line in outputs.Split('\n'))
            output.ShouldContain(line);
        error.ShouldContain("success after");
        (output + error).ShouldNotContain("canary-4711");
    }

    [Fact]
    public async Task Progress_has_a_line_for_each_attempt_and_wait()
    {
        using var folder = new TemporaryFolder();
        var (_, _, error) = await Arazzo.RunAsync(
            "run", Arazzo.Sample("run-scenario-and-poll"), "--simulate", "--data", folder["data"], "-i", "apiToken=t", "-i", "projectId=P", "-i", "scenarioId=S");

        error.Split('\n', StringSplitOptions.TrimEntries).SkipWhile(line => !line.StartsWith("run ", StringComparison.Ordinal)).Skip(1).SkipLast(2).ShouldBe(
        [
            "check  GET /projects/{project}/scenarios/{scenario}  200",
            "run  POST /projects/{project}/scenarios/{scenario}/runs  200",
            "poll  GET /projects/{project}/scenarios/{scenario}/state  200",
            "waiting 1 s",
            "poll  GET /projects/{project}/scenarios/{scenario}/state  200  (visit 2)",
            "waiting 1 s",
            "poll  GET /projects/{project}/scenarios/{scenario}/state  200  (visit 3)",
            "waiting 1 s",
            "poll  GET /projects/{project}/scenarios/{scenario}/state  200  (visit 4)",
        ]);
    }

    [Fact]
    public async Task Lenient_reading_is_told_with_its_place_and_the_standard_spelling_but_not_with_json()
    {
        using var folder = new TemporaryFolder();
        string[] args = ["run", Arazzo.Sample("run-scenario-and-poll"), "--simulate", "--data", folder["data"], "-i", "apiToken=t", "-i", "projectId=P", "-i", "scenarioId=S"];

        (await Arazzo.RunAsync(args)).Error.ShouldContain("workflow.arazzo.yaml:65:20: warning jsonpath-comparison: ");
        var (exit, output, error) = await Arazzo.RunAsync([.. args, "--json"]);

        exit.ShouldBe(0);
        error.ShouldNotContain("warning");
        var status = JsonElement.Parse(output);
        status.GetProperty("status").GetString().ShouldBe("success");
        status.GetProperty("items").GetProperty("success").GetInt32().ShouldBe(1);
        status.GetProperty("results")[0].GetProperty("result").GetProperty("outcome").GetString().ShouldBe("success");
        status.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["runId", "flowId", "flowName", "flowLabel", "status", "items", "createdAt", "completedAt", "results"]);
    }
}
