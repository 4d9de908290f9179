using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Functions.Tests.Hosting;

/// <summary>Payloads are written by the type that a value has, and read by the type that is asked for.</summary>
public sealed class PayloadTests
{
    public static TheoryData<LaneTurn> Turns => [new LaneTurn.None(), new LaneTurn.Hold(3, 4), new LaneTurn.Again(5), new LaneTurn.Broken(new ItemReport(1, ItemOutcome.Failed, "why"))];

    [Theory]
    [MemberData(nameof(Turns))]
    public void Case_of_a_closed_set_is_read_as_the_case_that_it_is(LaneTurn turn) =>
        Payloads.Read<LaneTurn>(Payloads.Write(turn)).ShouldBe(turn);

    [Fact]
    public void Payload_is_what_every_host_of_the_runner_writes()
    {
        var input = PurgeInput.First("fe5e053a-00cb-8070-9fe1-efbcd4679549");

        Payloads.Write(input).GetRawText().ShouldBe(JsonSerializer.Serialize(input, RuntimeJson.Default.PurgeInput));
        Payloads.Write(ItemOutcome.Failed).GetRawText().ShouldBe(JsonSerializer.Serialize(ItemOutcome.Failed, RuntimeJson.Default.ItemOutcome));
    }

    [Fact]
    public void Deep_payload_is_written_and_read()
    {
        var deep = JsonElement.Parse(new string('[', 120) + new string(']', 120), new JsonDocumentOptions { MaxDepth = 128 });

        Payloads.Read<JsonElement>(Payloads.Write(deep)).GetRawText().ShouldBe(deep.GetRawText());
    }

    [Fact]
    public void What_is_not_the_runners_own_is_written_by_reflection() =>
        Payloads.Write(ImmutableDictionary<string, int>.Empty.Add("one", 1)).GetRawText().ShouldBe("""{"one":1}""");
}
