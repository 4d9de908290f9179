using ArazzoDurable.Embedded.DataFolders;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Tests.DataFolders;

public sealed class DataFolderTests
{
    [Fact]
    public async Task Second_host_is_told_who_holds_the_folder()
    {
        await using var bench = new Bench();
        await bench.OpenAsync();
        var options = new EmbeddedOptions { DataFolder = bench.Folder };
        var refused = await Should.ThrowAsync<DataFolderInUseException>(() => EmbeddedHost.OpenAsync(options, new EmbeddedRegistry(), bench.Token));
        refused.Message.ShouldBe(
            $"The data folder '{bench.Folder}' is in use by process {Environment.ProcessId} (a test) since 2030-01-01 00:00:00Z. One process at a time can work in it.");
        refused.Holder!.ProcessId.ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public async Task Folder_that_was_left_or_abandoned_can_be_opened()
    {
        await using var bench = new Bench();
        await (await bench.OpenAsync()).DisposeAsync();
        await (await bench.OpenAsync()).AbandonAsync();
        await bench.OpenAsync();
    }

    [Fact]
    public async Task Folder_below_a_file_is_unusable()
    {
        var file = Path.GetTempFileName();
        await using var bench = new Bench();
        var options = new EmbeddedOptions { DataFolder = Path.Combine(file, "data") };
        var unusable = await Should.ThrowAsync<DataFolderUnusableException>(() => EmbeddedHost.OpenAsync(options, new EmbeddedRegistry(), bench.Token));
        unusable.Message.ShouldBe($"The data folder '{options.DataFolder}' cannot be used: '{file}' is a file.");
        File.Delete(file);
    }

    [Fact]
    public async Task Folder_and_each_file_in_it_are_their_owners_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var bench = new Bench();
        await bench.OpenAsync();
        File.GetUnixFileMode(bench.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = Directory.GetFiles(bench.Folder);
        files.Select(Path.GetFileName).ShouldBe(["arazzo.db", "arazzo.db-shm", "arazzo.db-wal", "lock", "lock.json"], ignoreOrder: true);
        foreach (var file in files)
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public async Task Database_of_a_newer_release_is_refused()
    {
        await using var bench = new Bench();
        await (await bench.OpenAsync()).DisposeAsync();
        using (var session = SqliteSession.Open(Path.Combine(bench.Folder, "arazzo.db"), readOnly: false))
            session.Execute("PRAGMA user_version = 4");
        (await Should.ThrowAsync<DatabaseFailedException>(bench.OpenAsync)).Message
            .ShouldEndWith("its schema is of version 4, written by a newer release; this one reads versions up to 3.");
    }

    [Fact]
    public async Task Damaged_database_is_named()
    {
        await using var bench = new Bench();
        await (await bench.OpenAsync()).DisposeAsync();
        var file = Path.Combine(bench.Folder, "arazzo.db");
        await File.WriteAllTextAsync(file, new string('x', 10_000));
        (await Should.ThrowAsync<DatabaseFailedException>(bench.OpenAsync)).Message
            .ShouldBe($"The database file '{file}' failed: it is damaged, or is no database of this program. Restore it from a copy, or move it away to begin anew.");
        File.Delete(file);
        await bench.OpenAsync();
    }
}
