using System.Text;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Storage;

public sealed class SchemaTests
{
    const string BackToVersion2 = """
        ALTER TABLE instances DROP COLUMN suspended;
        ALTER TABLE inbox DROP COLUMN kind;
        ALTER TABLE inbox DROP COLUMN task_id;
        PRAGMA user_version = 2;
        """;

    static string FileOf(Bench bench) => Path.Combine(bench.Folder, "arazzo.db");

    [Fact]
    public async Task Database_of_version_1_gets_a_log_and_keeps_what_it_has()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", (context, _) => context.WaitForExternalEvent<int>("e")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.Host.RunStore.PutAsync("k", new byte[] { 1 }, bench.Token);
        await bench.Host.DisposeAsync();
        // What version 2 added is what version 1 did not have.
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: false))
            session.Execute(BackToVersion2 + "DROP TABLE events; PRAGMA user_version = 1");

        await bench.OpenAsync();
        await bench.Host.RecoverAsync(bench.Token);

        await bench.Host.EventLog.AppendAsync("r", [new LogEntry(0, "a", Encoding.UTF8.GetBytes("a"))], bench.Token);
        (await bench.Host.EventLog.ReadItemAsync("r", 0, 1, bench.Token)).Length.ShouldBe(1);
        (await bench.Host.RunStore.ReadAsync("k", bench.Token)).ShouldNotBeNull();
        await bench.RaiseAsync("i", "e", 5);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(5);
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: true))
            session.Query("PRAGMA user_version", row => row.GetInt32(0)).ShouldBe([3]);
    }

    [Fact]
    public async Task Database_of_version_2_keeps_its_events_and_its_instances_can_be_suspended()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry().AddOrchestration<int, int>("o", async (context, _) => await context.WaitForExternalEvent<int>("e") + await context.WaitForExternalEvent<int>("f")),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 0);
        await bench.RaiseAsync("i", "f", 30);
        await bench.Host.DisposeAsync();
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: false))
            session.Execute(BackToVersion2);

        await bench.OpenAsync();
        await bench.Host.RecoverAsync(bench.Token);

        (await bench.StateAsync("i"))!.Status.ShouldBe(InstanceStatus.Running);
        await bench.SuspendAsync("i", "why");
        await bench.RaiseAsync("i", "e", 7);
        await bench.ResumeAsync("i", null);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(37);
    }

    [Fact]
    public async Task Database_of_a_newer_release_is_refused()
    {
        await using var bench = new Bench();
        await (await bench.OpenAsync()).DisposeAsync();
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: false))
            session.Execute("PRAGMA user_version = 4");

        (await Should.ThrowAsync<DatabaseFailedException>(bench.OpenAsync)).Message.ShouldContain("version 4");
    }
}
