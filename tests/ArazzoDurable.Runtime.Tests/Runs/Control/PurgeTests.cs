using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Reservations;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

public sealed class PurgeTests
{
    const string Rich = """
        arazzo: 1.1.0
        operations: {a: GET /large, pay: {call: POST /pay, security: [{key: []}]}}
        security-schemes: {key: {type: apiKey, in: header, name: X-Key}}
        workflows:
          - workflowId: main
            steps:
              - {stepId: run, workflowId: sub}
              - {stepId: pay, operationId: pay, timeout: 60000, x-delivery: at-most-once}
          - {workflowId: sub, steps: [{stepId: a, operationId: a, outputs: {x: $response.body}}]}
        """;

    static readonly ImmutableSortedDictionary<string, string> Auth = ImmutableSortedDictionary<string, string>.Empty.Add("api.key", "s3cret");

    [Fact]
    public async Task Deleted_run_is_unknown_at_once_and_leaves_no_trace()
    {
        await using var bench = await ControlBench.OpenAsync(Rich);
        var other = await EndedAsync(bench);
        var runId = await EndedAsync(bench);
        var mayPurge = new TaskCompletionSource();
        bench.BeforePurge = (_, _) => mayPurge.Task;

        await bench.AcceptedAsync(runId, RunCommand.Delete);

        await ShouldBeUnknownAsync(bench, runId, other);
        mayPurge.SetResult();
        await PurgedAsync(bench, runId);
        // What is left of a purge goes with the next one.
        await bench.AcceptedAsync(other, RunCommand.Delete);
        await PurgedAsync(bench, other);
        await bench.StopAsync();
        (await MentionsAsync(bench, runId)).ShouldBeEmpty();
        (await MentionsAsync(bench, other)).ShouldBe(["instances"]);
    }

    [Fact]
    public async Task Run_leaves_traces_in_every_table_before_it_is_purged()
    {
        await using var bench = await ControlBench.OpenAsync(Rich);
        var runId = await EndedAsync(bench);

        foreach (var prefix in RunKeys.ValuePrefixes(runId))
            (await bench.Host.RunStore.ListKeysAsync(prefix, null, 10, CancellationToken.None)).ShouldNotBeEmpty(prefix);
        await bench.StopAsync();

        (await MentionsAsync(bench, runId)).Distinct().ShouldBe(["entries", "events", "instances"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purge_that_a_crash_broke_off_is_carried_on(bool wasBegun)
    {
        await using var bench = await ControlBench.OpenAsync(Rich);
        var runId = await EndedAsync(bench);
        if (wasBegun)
        {
            var begun = new TaskCompletionSource();
            bench.BeforePurge = async (_, cancelled) =>
            {
                await bench.Services.Values.DeleteAsync(RunKeys.ValuePrefixes(runId)[0], 1, cancelled);
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancelled);
            };
            await bench.AcceptedAsync(runId, RunCommand.Delete);
            await begun.Task.WaitAsync(ControlBench.Patience);
        }
        else
        {
            await bench.Services.Records.ChangeAsync(runId, record => record.Delete(), CancellationToken.None);
        }

        var restarting = bench.RestartAsync();
        bench.BeforePurge = (_, _) => Task.CompletedTask;
        await restarting;
        await PurgedAsync(bench, runId);

        await bench.StopAsync();
        (await MentionsAsync(bench, runId)).ShouldBe(["instances"]);
    }

    [Fact]
    public async Task Purge_of_more_than_one_call_removes_goes_on_in_the_next()
    {
        await using var bench = await ControlBench.OpenAsync("operations: {a: GET /a}\nsteps: [{stepId: a, operationId: a}]");
        var runId = await bench.SubmitAsync();
        await bench.EndAsync(runId);
        var many = PurgeActivity.PageSize * PurgeActivity.PagesPerCall + 1;
        await Task.WhenAll(Enumerable.Range(0, many).Select(number => bench.Services.Values.WriteAsync(RunKeys.Result(runId, number), JsonElement.Parse("1"), CancellationToken.None)));
        var calls = 0;
        bench.BeforePurge = (_, _) => Task.FromResult(++calls);

        await bench.AcceptedAsync(runId, RunCommand.Delete);
        await PurgedAsync(bench, runId);

        calls.ShouldBeGreaterThanOrEqualTo(2);
        (await bench.Host.RunStore.ListKeysAsync("results/", null, 1, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_of_a_purge_ends_with_the_page_at_which_its_time_is_up_and_the_next_goes_on()
    {
        await using var bench = await ControlBench.OpenAsync("operations: {a: GET /a}\nsteps: [{stepId: a, operationId: a}]");
        var runId = await bench.SubmitAsync();
        await bench.EndAsync(runId);
        await bench.Host.Instances.WaitForCompletionAsync(runId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        await Task.WhenAll(Enumerable.Range(0, 2 * PurgeActivity.PageSize)
            .Select(number => bench.Services.Values.WriteAsync(RunKeys.Result(runId, number), JsonElement.Parse("1"), CancellationToken.None)));
        await bench.Services.Records.ChangeAsync(runId, record => record.Delete(), CancellationToken.None);
        var activity = new PurgeActivity(bench.Services with { Time = new SlowTime() }, bench.Host.Instances);

        (await activity.RunAsync(new PurgeCall(runId), CancellationToken.None)).Progress.ShouldBe(PurgeProgress.More);
        (await bench.Host.RunStore.ListKeysAsync(RunKeys.ResultPrefix(runId), null, 1000, CancellationToken.None)).Count.ShouldBe(PurgeActivity.PageSize);
        (await activity.RunAsync(new PurgeCall(runId), CancellationToken.None)).Progress.ShouldBe(PurgeProgress.More);
        (await activity.RunAsync(new PurgeCall(runId), CancellationToken.None)).Progress.ShouldBe(PurgeProgress.Done);

        (await bench.Services.Records.FindAnyAsync(runId, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Purge_that_ends_leaves_those_of_others_alone()
    {
        await using var bench = await ControlBench.OpenAsync("operations: {a: GET /a}\nsteps: [{stepId: a, operationId: a}]");
        var (first, second) = (await bench.SubmitAsync(), await bench.SubmitAsync());
        await bench.EndAsync(first);
        await bench.EndAsync(second);
        await bench.AcceptedAsync(first, RunCommand.Delete);
        await PurgedAsync(bench, first);
        await bench.Services.Records.ChangeAsync(second, record => record.Delete(), CancellationToken.None);
        await bench.Host.Instances.WaitForCompletionAsync(second, CancellationToken.None).WaitAsync(ControlBench.Patience);

        (await new PurgeActivity(bench.Services, bench.Host.Instances).RunAsync(new PurgeCall(second), CancellationToken.None)).Progress.ShouldBe(PurgeProgress.Done);

        (await bench.Host.Instances.GetAsync(RunKeys.Purge(first), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Purge_tries_again_when_storage_gave_way_and_tells_of_it()
    {
        await using var bench = await ControlBench.OpenAsync("operations: {a: GET /a}\nsteps: [{stepId: a, operationId: a}]");
        var runId = await bench.SubmitAsync();
        await bench.EndAsync(runId);
        var calls = 0;
        bench.BeforePurge = (_, _) => ++calls <= 2 ? throw new IOException("The disk is full.") : Task.CompletedTask;

        await bench.AcceptedAsync(runId, RunCommand.Delete);
        await PurgedAsync(bench, runId);

        calls.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Keys_and_ids_of_a_run_are_all_among_those_that_a_purge_removes()
    {
        const string RunId = "fe5e053a-00cb-8070-9fe1-efbcd4679549";
        var prefixes = RunKeys.InstancePrefixes(RunId).AddRange(RunKeys.ValuePrefixes(RunId)).Add(RunKeys.Record(RunId)).Add(RunKeys.Purge(RunId));
        var makers = typeof(RunKeys).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(string) && method.GetParameters() is [{ Name: "runId" }, ..]).ToList();

        makers.Count.ShouldBeGreaterThanOrEqualTo(8);
        foreach (var maker in makers.Where(maker => maker.GetParameters().All(parameter => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(int))))
        {
            var made = (string)maker.Invoke(null, [.. maker.GetParameters().Select((parameter, at) => at == 0 ? RunId : parameter.ParameterType == typeof(int) ? (object)7 : "x")])!;
            prefixes.ShouldContain(prefix => made.StartsWith(prefix, StringComparison.Ordinal), $"{maker.Name} makes {made}");
        }
        foreach (var made in (string[])[RunKeys.Value(RunId, "x"), RunKeys.Child(RunId, "x")])
            prefixes.ShouldContain(prefix => made.StartsWith(prefix, StringComparison.Ordinal), made);
    }

    static async Task<string> EndedAsync(ControlBench bench)
    {
        var runId = await bench.SubmitAsync(auth: Auth);
        (await bench.EndAsync(runId)).ShouldBe(RunState.Success);
        // What other parts of the runner keep of a run, and this flow does not come to.
        await bench.Services.Values.WriteAsync($"checkpoints/{runId}/00000", JsonElement.Parse("1"), CancellationToken.None);
        await bench.Services.Values.WriteAsync(RunKeys.Command(runId, "left"), JsonElement.Parse("1"), CancellationToken.None);
        await bench.Services.Log.AppendAsync(runId, [new RunEvent.ItemStarted(bench.Time.GetUtcNow(), 0, 0)], CancellationToken.None);
        var reservation = JsonSerializer.SerializeToUtf8Bytes(new SubmitReservation(runId, "f", bench.Time.GetUtcNow()), RuntimeJson.Default.SubmitReservation);
        await bench.Host.RunStore.PutAsync(RunKeys.Submit(runId), reservation, CancellationToken.None);
        await bench.Services.Records.ChangeAsync(runId, record => record with { SubmitKey = runId }, CancellationToken.None);
        return runId;
    }

    static async Task ShouldBeUnknownAsync(ControlBench bench, string runId, string other)
    {
        (await bench.Runs.GetAsync(runId, true, false, CancellationToken.None)).ShouldBeNull();
        (await bench.Runs.WaitAsync(runId, true, false, CancellationToken.None)).ShouldBeNull();
        (await bench.Runs.RecoverAsync(runId, CancellationToken.None)).ShouldBeEmpty();
        var page = await bench.Runs.ListAsync(new RunFilter(), null, 1, CancellationToken.None);
        var next = await bench.Runs.ListAsync(new RunFilter(), page.ContinuationToken, 1, CancellationToken.None);
        page.Runs.Concat(next.Runs).Select(run => run.RunId).ShouldBe([other]);
        foreach (var command in (RunCommand[])[RunCommand.Cancel, RunCommand.Suspend, RunCommand.Resume, RunCommand.Delete])
            (await bench.CommandAsync(runId, command)).ShouldBeOfType<CommandOutcome.UnknownRun>();
    }

    static async Task PurgedAsync(ControlBench bench, string runId)
    {
        var purge = await bench.Host.Instances.WaitForCompletionAsync(RunKeys.Purge(runId), CancellationToken.None).WaitAsync(ControlBench.Patience);
        purge!.Status.ShouldBe(InstanceStatus.Completed);
        (await bench.Services.Records.FindAnyAsync(runId, CancellationToken.None)).ShouldBeNull();
    }

    /// <summary>The table of every row of the closed database that holds a text.</summary>
    static async Task<IReadOnlyList<string>> MentionsAsync(ControlBench bench, string text)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Folder.FullName, "arazzo.db")};Pooling=False");
        await connection.OpenAsync();
        var found = new List<string>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            foreach (var row in await ReadAsync(connection, $"SELECT * FROM \"{table}\""))
            {
                if (row.Contains(text, StringComparison.Ordinal))
                    found.Add(table);
            }
        }
        return found;
    }

    static async Task<IReadOnlyList<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables, from the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var row = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).Select(value => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}");
            rows.Add(string.Join('\u001f', row));
        }
        return rows;
    }
}
