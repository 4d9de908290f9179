using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What activities give is written by the type that it has, and read by the type that is asked for.</summary>
public sealed class PayloadTests
{
    [Fact]
    public async Task Claim_gives_what_a_lane_can_read()
    {
        var play = await Shapes.BatchAsync(items: 3, lanes: 1);
        var turns = play.Hub.Recorded.Where(generation => generation.Orchestration == "Lane").SelectMany(generation => generation.Events).OfType<HistoryEvent.TaskCompleted>()
            .Select(completed => JsonSerializer.Deserialize(Payload.Inner(completed.Result), RuntimeJson.Default.LaneTurn)).ToList();
        turns.OfType<LaneTurn.Walk>().Count().ShouldBe(3);
        turns[^1].ShouldBe(new LaneTurn.None());
    }
}
