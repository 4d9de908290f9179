namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Orchestrators that are replayed ask for what they asked for before.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<string> Names => [.. Shapes.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Recorded_history_replayed_event_by_event_asks_for_the_same(string name)
    {
        var play = await Shapes.All.Single(shape => shape.Name == name).RecordAsync();
        play.Hub.Recorded.ShouldNotBeEmpty();
        foreach (var generation in play.Hub.Recorded)
            generation.ReplayEveryBeginning().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Loop_of_hundreds_of_looks_replayed_event_by_event_asks_for_the_same()
    {
        var generations = (await Shapes.PollingAsync(300)).Hub.Recorded;
        generations.Count.ShouldBe(13);
        generations.Sum(generation => generation.ReplayEveryBeginning()).ShouldBeGreaterThan(100_000);
    }
}
