using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Cli.Tests.Protocol;

namespace ArazzoDurable.Cli.Tests.Remote;

public sealed class RemoteRunTests(RemoteBench bench) : IClassFixture<RemoteBench>
{
    [Fact]
    public async Task Run_of_many_items_is_submitted_followed_looked_at_and_rerun()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        string[] failing = ["once-3", "once-11", "once-17"];
        var names = Enumerable.Range(0, 20).Select(item => failing.FirstOrDefault(name => name == $"once-{item}") ?? $"name-{item}").ToList();

        var (pushed, flowId, note) = await bench.RunAsync("push", EchoFiles.Write(folder, echo.Url, "echo"));
        pushed.ShouldBe(0, note);
        note.ShouldContain($"run it with  arazzo submit {flowId.Trim()} --url {bench.Url}");

        var (exit, output, error) = await bench.RunAsync(
            "submit", flowId.Trim(), "--inputs", EchoFiles.WriteItems(folder, names), "--max-concurrency", "4", "--wait");
        exit.ShouldBe(1, error);
        output.ShouldBeEmpty();
        error.ShouldContain("20 of 20 done  3 failed");
        error.ShouldContain("failed: 20 items, 17 success, 3 failed");
        error.ShouldContain("  item 11: failed: ");
        var runId = RunId(error);

        var status = await JsonAsync("get", runId, "--results", "--json");
        status.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("itemIndex").GetInt32()).ShouldBe(Enumerable.Range(0, 20));
        status.GetProperty("results")[5].GetProperty("result").GetProperty("value").GetProperty("name").GetString().ShouldBe("name-5");

        var failed = await bench.RunAsync("get", runId, "--items", "--status", "failed");
        failed.ExitCode.ShouldBe(0);
        failed.Output.Split('\n').Where(line => line.StartsWith("item ", StringComparison.Ordinal)).Select(line => string.Join(':', line.Split(':')[..2]))
            .ShouldBe(["item 3: failed", "item 11: failed", "item 17: failed"]);
        (await bench.RunAsync("get", runId, "--item", "3")).Output.ShouldContain("  ask  422");

        var rerun = await bench.RunAsync("rerun", runId);
        rerun.ExitCode.ShouldBe(0, rerun.Error);
        rerun.Output.ShouldStartWith(runId);
        var again = await bench.RunAsync("get", runId, "--wait", "--json");
        again.ExitCode.ShouldBe(0, again.Error);
        JsonElement.Parse(again.Output).GetProperty("items").GetProperty("success").GetInt32().ShouldBe(20);

        await WatchAsync(runId);
        (await bench.RunAsync("rerun", runId)).ExitCode.ShouldBe(2, "all items succeeded");
    }

    async Task WatchAsync(string runId)
    {
        var all = await bench.RunAsync("watch", runId, "--json");
        all.ExitCode.ShouldBe(0, all.Error);
        var events = all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        events[0].GetProperty("type").GetString().ShouldBe("run.created");
        events[^1].GetProperty("type").GetString().ShouldBe("run.completed");
        events.Count(happened => happened.GetProperty("type").GetString() == "run.restarted").ShouldBe(1);

        var rest = await bench.RunAsync("watch", runId, "--from", events[^3].GetProperty("id").GetString()!);
        rest.ExitCode.ShouldBe(0, rest.Error);
        rest.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        rest.Output.ShouldContain("run ended with success, 20 items, 20 success");
    }

    [Fact]
    public async Task Suspended_run_goes_on_when_it_is_resumed_by_url()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var runId = await SubmitAsync(folder, echo, "hold", "second", "third");

        var suspended = await bench.RunAsync("suspend", runId);
        suspended.ExitCode.ShouldBe(0, suspended.Error);
        suspended.Output.ShouldContain("suspended");
        echo.Release();
        (await bench.RunAsync("get", runId)).Output.ShouldContain("status   suspended");
        (await bench.RunAsync("runs", "--status", "suspended")).Output.ShouldContain(runId);

        var resumed = await bench.RunAsync("resume", runId);
        resumed.ExitCode.ShouldBe(0, resumed.Error);
        resumed.Output.ShouldStartWith(runId);
        resumed.Output.ShouldNotContain("suspended");
        var ended = await bench.RunAsync("get", runId, "--wait");
        ended.ExitCode.ShouldBe(0, ended.Error);
        ended.Error.ShouldContain("success: 3 items, 3 success");
    }

    [Fact]
    public async Task Cancelled_run_ends_and_is_purged()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var runId = await SubmitAsync(folder, echo, "hold", "second");

        var early = await bench.RunAsync("purge", runId);
        early.ExitCode.ShouldBe(2, "it has not ended");
        early.Error.ShouldStartWith("arazzo: ");
        var cancelled = await bench.RunAsync("cancel", "fe5e0534-0000-8000-8000-000000000000", runId);
        cancelled.ExitCode.ShouldBe(2, "one of them is unknown");
        cancelled.Output.ShouldStartWith(runId, Case.Sensitive, "the other is cancelled all the same");
        echo.Release();
        var ended = await bench.RunAsync("get", runId, "--wait", "--json");
        ended.ExitCode.ShouldBe(1, ended.Error);
        JsonElement.Parse(ended.Output).GetProperty("status").GetString().ShouldBe("cancelled");

        var purged = await bench.RunAsync("purge", runId);
        purged.ShouldBe((0, $"{runId}  purged{Environment.NewLine}", ""));
        var gone = await bench.RunAsync("get", runId);
        gone.ExitCode.ShouldBe(2);
        gone.Error.ShouldContain($"There is no run '{runId}'");
    }

    [Fact]
    public async Task One_item_ends_with_its_outputs_as_a_local_run_does()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();

        var (exit, output, error) = await bench.RunAsync("submit", EchoFiles.Write(folder, echo.Url, "echo"), "-i", "name=12", "--wait");

        exit.ShouldBe(0, error);
        output.ShouldBe("name: 12\npath: /echo\n".ReplaceLineEndings());
        error.ShouldContain("ask  200  ");
    }

    [Fact]
    public async Task Same_idempotency_key_is_the_same_run()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        string[] submit = ["submit", EchoFiles.Write(folder, echo.Url, "echo"), "-i", "name=one", "--idempotency-key", "one"];

        var first = await bench.RunAsync(submit);
        var second = await bench.RunAsync(submit);

        first.ExitCode.ShouldBe(0, first.Error);
        second.Output.ShouldBe(first.Output);
        (await bench.RunAsync("submit", submit[1], "-i", "name=two", "--idempotency-key", "one")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Interrupted_watcher_leaves_the_run_going_and_says_how_to_go_on()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        await using var error = new WatchedWriter();
        using var interruption = new CancellationTokenSource();
        var begun = error.LineAsync("run ");
        string[] args = ["submit", EchoFiles.Write(folder, echo.Url, "echo"), "-i", "name=hold", "--wait", "--url", bench.Url.ToString(), "--api-key", RemoteBench.Key];
        var submit = ArazzoCommand.InvokeAsync(args, new CommandIo(TextWriter.Null, error, IsTerminal: false, _ => null), interruption.Token);
        var runId = (await begun)["run ".Length..];
        await interruption.CancelAsync();

        (await submit).ShouldBe(130);
        error.ToString().ShouldContain($"run {runId} goes on: wait for it with  arazzo get {runId} --wait --url {bench.Url}  or end it with  arazzo cancel {runId} --url {bench.Url}");
        (await bench.RunAsync("get", runId)).Output.ShouldContain("status   running");
        echo.Release();
        (await bench.RunAsync("get", runId, "--wait")).ExitCode.ShouldBe(0);
    }

    async Task<string> SubmitAsync(TemporaryFolder folder, EchoServer echo, params IEnumerable<string> names)
    {
        var (exit, output, error) = await bench.RunAsync(
            "submit", EchoFiles.Write(folder, echo.Url, "echo"), "--inputs", EchoFiles.WriteItems(folder, names), "--max-concurrency", "1");
        exit.ShouldBe(0, error);
        error.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{names.Count()} items"));
        return output.Trim();
    }

    async Task<JsonElement> JsonAsync(params string[] args)
    {
        var (exit, output, error) = await bench.RunAsync(args);
        exit.ShouldBe(0, error);
        return JsonElement.Parse(output);
    }

    static string RunId(string told) => told.Split('\n').First(line => line.StartsWith("run ", StringComparison.Ordinal))[4..].Trim();
}
