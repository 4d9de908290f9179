using System.Text;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Storage;

public sealed class SchemaTests
{
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
            session.Execute("DROP TABLE events; PRAGMA user_version = 1");

        await bench.OpenAsync();
        await bench.Host.RecoverAsync(bench.Token);

        await bench.Host.EventLog.AppendAsync("r", [new LogEntry(0, "a", Encoding.UTF8.GetBytes("a"))], bench.Token);
        (await bench.Host.EventLog.ReadItemAsync("r", 0, 1, bench.Token)).Length.ShouldBe(1);
        (await bench.Host.RunStore.ReadAsync("k", bench.Token)).ShouldNotBeNull();
        await bench.RaiseAsync("i", "e", 5);
        Bench.Output<int>(await bench.EndOfAsync("i")).ShouldBe(5);
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: true))
            session.Query("PRAGMA user_version", row => row.GetInt32(0)).ShouldBe([2]);
    }

    [Fact]
    public async Task Database_of_a_newer_release_is_refused()
    {
        await using var bench = new Bench();
        await (await bench.OpenAsync()).DisposeAsync();
        using (var session = SqliteSession.Open(FileOf(bench), readOnly: false))
            session.Execute("PRAGMA user_version = 3");

        (await Should.ThrowAsync<DatabaseFailedException>(bench.OpenAsync)).Message.ShouldContain("version 3");
    }
}
