namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>
/// The histories in <c>histories/</c> are replayed by every build. <c>ARAZZO_RECORD_HISTORIES=1</c> records those anew that are there for the
/// present release; see the README there before you do.
/// </summary>
public sealed class StoredHistoryTests
{
    static readonly bool Records = Environment.GetEnvironmentVariable("ARAZZO_RECORD_HISTORIES") == "1";

    public static TheoryData<string> Names => [.. StoredHistories.Files.Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Fact]
    public async Task Every_shape_has_a_stored_history()
    {
        if (Records)
        {
            foreach (var shape in Shapes.All)
                StoredHistories.Write(Path.Combine(StoredHistories.Folder, $"{shape.Name}.json"), (await shape.RecordAsync()).Hub.Recorded);
        }
        Shapes.All.Select(shape => shape.Name).ShouldBeSubsetOf(StoredHistories.Files.Select(file => Path.GetFileNameWithoutExtension(file)!));
    }

    [Fact]
    public void Every_orchestrator_function_has_a_stored_history() =>
        OrchestratorFunctions.Names.ShouldBeSubsetOf(StoredHistories.Files.SelectMany(StoredHistories.Read).Select(generation => generation.Orchestration));

    [Theory]
    [MemberData(nameof(Names))]
    public void Stored_history_asks_for_the_same(string name)
    {
        var generations = StoredHistories.Read(Path.Combine(StoredHistories.Folder, $"{name}.json"));
        generations.ShouldNotBeEmpty();
        foreach (var generation in generations)
            generation.ReplayEveryBeginning();
    }

    [Fact]
    public async Task History_that_is_stored_and_read_is_the_same()
    {
        var recorded = (await Shapes.All.Single(shape => shape.Name == "retries").RecordAsync()).Hub.Recorded;
        var file = Path.Combine(Path.GetTempPath(), $"arazzo-history-{Guid.NewGuid():N}.json");
        try
        {
            StoredHistories.Write(file, recorded);
            var read = StoredHistories.Read(file);
            read.Select(generation => generation.InstanceId).ShouldBe(recorded.Select(generation => generation.InstanceId));
            read.SelectMany(generation => generation.Events).ShouldBe(recorded.SelectMany(generation => generation.Events));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
