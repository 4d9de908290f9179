using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Serve;

/// <summary>The runner runs a workflow over its own API, which runs a workflow over its own API.</summary>
public sealed class SelfSampleTests
{
    const string Key = "canary-4711";

    static string Inputs => Path.Combine(Samples.Root, "self", "inputs.json");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Runner_runs_a_flow_over_its_own_api(bool hasKey)
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerProcess.StartAsync(["--data", folder["served"], "--allow-host", "127.0.0.1", .. hasKey ? new[] { "--api-key", Key } : []]);
        var origin = server.Url.GetLeftPart(UriPartial.Authority);
        await File.WriteAllTextAsync(folder["inputs.json"], (await File.ReadAllTextAsync(Inputs)).Replace("http://127.0.0.1:7071", origin, StringComparison.Ordinal));

        var (exit, output, error) = await Arazzo.RunAsync(
            ["run", Samples.Workflow("self"), "--json", "--data", folder["data"], "--inputs", folder["inputs.json"], "--poll-interval", "0.05",
                "--server", $"runner={origin}", .. hasKey ? new[] { "--auth", $"runner.functionsKey={Key}" } : []]);

        exit.ShouldBe(0, output + error);
        var status = JsonElement.Parse(output);
        status.GetProperty("status").GetString().ShouldBe("success");
        var value = status.GetProperty("results")[0].GetProperty("result").GetProperty("value");
        value.GetProperty("status").GetString().ShouldBe("success");
        value.GetProperty("outputs").GetRawText().ShouldBe("""{"greeting":"hello","health":"ok"}""");
        (output + error).ShouldNotContain(Key);

        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Add("x-functions-key", Key);
        var inner = JsonElement.Parse(await client.GetStringAsync(new Uri($"api/runs/{value.GetProperty("runId").GetString()}", UriKind.Relative)));
        inner.GetProperty("flowName").GetString().ShouldBe("Ask how a server is");
    }

    [Fact]
    public async Task Without_the_key_the_workflow_fails_at_its_first_step()
    {
        using var folder = new TemporaryFolder();
        using var server = await ServerProcess.StartAsync(["--data", folder["served"], "--api-key", Key]);

        var (exit, output, _) = await Arazzo.RunAsync(
            "run", Samples.Workflow("self"), "--json", "--data", folder["data"], "--inputs", Inputs, "--server", $"runner={server.Url.GetLeftPart(UriPartial.Authority)}");

        exit.ShouldBe(1);
        var error = JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("error");
        error.GetProperty("data").GetProperty("stepId").GetString().ShouldBe("store");
        error.GetProperty("data").GetProperty("statusCode").GetInt32().ShouldBe(401);
    }

    [Fact]
    public async Task Sample_is_valid_without_a_warning()
    {
        var validated = await Invocation.Of("validate", Samples.Workflow("self"), "--offline", "--strict");

        validated.Exit.ShouldBe(0, validated.Out);
        validated.Out.ShouldNotContain("warning ");
    }
}
