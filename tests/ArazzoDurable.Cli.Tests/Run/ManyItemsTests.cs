using System.Text.Json;
using ArazzoDurable.Cli.Tests.Protocol;
using ArazzoDurable.Cli.Tests.Remote;

namespace ArazzoDurable.Cli.Tests.Run;

public sealed class ManyItemsTests
{
    [Fact]
    public async Task Items_are_walked_each_on_its_own_and_the_failed_are_told()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(0, 30).Select(item => item % 5 == 3 ? "fail" : $"name-{item}").ToList();

        var (exit, output, error) = await Arazzo.RunAsync([.. Args(folder, echo, names), "--max-concurrency", "3"]);

        exit.ShouldBe(1, error);
        output.ShouldBeEmpty();
        error.ShouldContain("30 of 30 done  6 failed");
        error.ShouldContain("failed: 30 items, 24 success, 6 failed");
        error.ShouldContain("  item 3: failed: ");
        error.ShouldContain("  item 28: failed: ");
    }

    [Fact]
    public async Task Only_the_first_failed_items_are_told_and_how_to_see_all()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();

        var (exit, _, error) = await Arazzo.RunAsync(Args(folder, echo, Enumerable.Repeat("fail", 23)));

        exit.ShouldBe(1);
        error.Split('\n').Count(line => line.StartsWith("  item ", StringComparison.Ordinal)).ShouldBe(20);
        var runId = RunId(error);
        error.ShouldContain($"  and 3 more; all of them with  arazzo resume {runId} --data {folder["data"]} --json");
        var (told, all, _) = await Arazzo.RunAsync("resume", runId, "--data", folder["data"], "--json");
        told.ShouldBe(0);
        JsonElement.Parse(all).GetProperty("results").GetArrayLength().ShouldBe(23);
    }

    [Fact]
    public async Task Results_that_are_too_large_for_a_status_are_gathered()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(0, 80).Select(item => new string((char)('a' + (item % 26)), 5000)).ToList();

        var (exit, output, error) = await Arazzo.RunAsync([.. Args(folder, echo, names), "--json"]);

        exit.ShouldBe(0, error);
        var status = JsonElement.Parse(output);
        status.TryGetProperty("resultsTruncated", out _).ShouldBeFalse();
        status.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("result").GetProperty("value").GetProperty("name").GetString()).ShouldBe(names);
    }

    [Fact]
    public async Task No_items_are_a_success()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (exit, _, error) = await Arazzo.RunAsync(Args(folder, echo, []));
        exit.ShouldBe(0, error);
        error.ShouldContain("success: 0 items");
    }

    [Fact]
    public async Task Items_come_from_the_standard_input_with_typed_defaults()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var io = new CommandIo(output, TextWriter.Null, IsTerminal: false, _ => null) { In = () => new MemoryStream("[{\"name\": \"own\"}, {}]"u8.ToArray()) };
        string[] args = ["run", EchoFiles.Write(folder, echo.Url, "echo"), "--allow-host", "127.0.0.1", "--data", folder["data"], "--inputs", "-", "-i", "name=default", "--json"];

        (await ArazzoCommand.InvokeAsync(args, io, CancellationToken.None)).ShouldBe(0);

        JsonElement.Parse(output.ToString()).GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("result").GetProperty("value").GetProperty("name").GetString()).ShouldBe(["own", "default"]);
    }

    [Fact]
    public async Task Interrupted_run_of_many_items_is_carried_on_by_resume()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        await using var error = new WatchedWriter();
        using var interruption = new CancellationTokenSource();
        var half = error.LineAsync("2 of 4 done");
        var run = ArazzoCommand.InvokeAsync(
            [.. Args(folder, echo, ["one", "two", "hold", "four"]), "--max-concurrency", "1"], new CommandIo(TextWriter.Null, error, IsTerminal: false, _ => null), interruption.Token);
        await half;
        await interruption.CancelAsync();
        (await run).ShouldBe(130);
        error.ToString().ShouldContain("continue with  arazzo resume ");
        echo.Release();

        var (exit, output, told) = await Arazzo.RunAsync("resume", "--data", folder["data"], "--json");

        exit.ShouldBe(0, told);
        JsonElement.Parse(output).GetProperty("items").GetProperty("success").GetInt32().ShouldBe(4);
        told.ShouldContain("4 of 4 done");
    }

    static string[] Args(TemporaryFolder folder, EchoServer echo, IEnumerable<string> names) =>
        ["run", EchoFiles.Write(folder, echo.Url, "echo"), "--allow-host", "127.0.0.1", "--data", folder["data"], "--inputs", EchoFiles.WriteItems(folder, names)];

    static string RunId(string told) => told.Split('\n').First(line => line.StartsWith("run ", StringComparison.Ordinal))[4..].Trim();
}
