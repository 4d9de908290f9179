using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Resume;

public sealed class ResumeTests
{
    [Fact]
    public async Task Interrupted_run_goes_on_where_it_was()
    {
        await using var server = await SampleServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (exit, told) = await SampleServer.InterruptAsync(server, folder["data"]);
        exit.ShouldBe(130);
        var runId = RunId(told);
        told.ShouldContain($"interrupted; nothing is lost: continue with  arazzo resume {runId} --data {folder["data"]}");

        var (resumed, output, error) = await Arazzo.RunAsync("resume", runId, "--data", folder["data"], "--json");

        resumed.ShouldBe(0, error);
        JsonElement.Parse(output).GetProperty("status").GetString().ShouldBe("success");
        error.ShouldContain("(visit 2)");
        (await SampleServer.CallsAsync(server)).ShouldBe(
            ["getScenario", "runScenario", "getScenarioState", "getScenarioState", "getScenarioState", "getScenarioState"]);
    }

    [Fact]
    public async Task Several_left_runs_are_one_line_of_json_each()
    {
        await using var server = await SampleServer.StartAsync();
        using var folder = new TemporaryFolder();
        var first = RunId((await SampleServer.InterruptAsync(server, folder["data"])).Error);
        var second = RunId((await SampleServer.InterruptAsync(server, folder["data"])).Error);

        var (exit, output, error) = await Arazzo.RunAsync("resume", "--data", folder["data"], "--json");

        exit.ShouldBe(0, error);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("runId").GetString())
            .ShouldBe([first, second], ignoreOrder: true);
        error.ShouldContain($"{first}  poll  GET ");
    }

    [Fact]
    public async Task Run_whose_server_is_gone_fails_and_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await SampleServer.StartAsync())
            await SampleServer.InterruptAsync(server, folder["data"]);

        var (exit, _, error) = await Arazzo.RunAsync("resume", "--data", folder["data"]);

        exit.ShouldBe(1);
        error.ShouldContain("failed: connection-refused: Step 'poll' failed: ");
        error.ShouldContain("if the run was begun with --simulate, its APIs ended with that command: begin it anew.");
    }

    [Fact]
    public async Task Ended_run_has_nothing_left()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["run", Arazzo.Document("failing.arazzo.yaml"), "--simulate", "--scenario", Arazzo.Document("described.scenario.yaml"), "--json", "--data", folder["data"]];
        var runId = JsonElement.Parse((await Arazzo.RunAsync(run)).Output).GetProperty("runId").GetString()!;

        var all = await Arazzo.RunAsync("resume", "--data", folder["data"]);
        all.ShouldBe((0, "", $"nothing was left in '{folder["data"]}'{Environment.NewLine}"));
        var one = await Arazzo.RunAsync("resume", runId, "--data", folder["data"], "--json");
        one.ExitCode.ShouldBe(0);
        one.Error.ShouldContain("ended before, with failed");
        JsonElement.Parse(one.Output).GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task Folder_without_data_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        (await Arazzo.RunAsync("resume", "--data", folder.Root)).ExitCode.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(folder.Root).ShouldBeEmpty();
        (await Arazzo.RunAsync("resume", "--data", folder["none"])).ExitCode.ShouldBe(2);
        Directory.Exists(folder["none"]).ShouldBeFalse();
    }

    static string RunId(string told) => told.Split('\n').First(line => line.StartsWith("run ", StringComparison.Ordinal))[4..].Trim();
}
