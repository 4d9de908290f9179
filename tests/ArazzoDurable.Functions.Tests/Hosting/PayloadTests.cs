using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Functions.Tests.Hosting;

/// <summary>Payloads are made and read by their declared types, and pass as they are through the worker's serializer, which goes by what a value is.</summary>
public sealed class PayloadTests
{
    public static TheoryData<LaneTurn> Turns => [new LaneTurn.None(), new LaneTurn.Hold(3, 4), new LaneTurn.Again(5), new LaneTurn.Broken(new ItemReport(1, ItemOutcome.Failed, "why"))];

    [Theory]
    [MemberData(nameof(Turns))]
    public void Case_of_a_closed_set_is_read_as_the_case_that_it_is(LaneTurn turn) =>
        Payload.Read<LaneTurn>(Passed(Payload.Of(turn))).ShouldBe(turn);

    [Fact]
    public void Payload_is_a_string_that_holds_what_every_host_of_the_runner_writes()
    {
        var input = PurgeInput.First("fe5e053a-00cb-8070-9fe1-efbcd4679549");

        Passed(Payload.Of(input)).GetString().ShouldBe(JsonSerializer.Serialize(input, RuntimeJson.Default.PurgeInput));
        Passed(Payload.Of(ItemOutcome.Failed)).GetString().ShouldBe(JsonSerializer.Serialize(ItemOutcome.Failed, RuntimeJson.Default.ItemOutcome));
    }

    [Fact]
    public void Deep_payload_passes()
    {
        var deep = JsonElement.Parse(new string('[', 120) + new string(']', 120), new JsonDocumentOptions { MaxDepth = 128 });

        Passed(deep).GetRawText().ShouldBe(deep.GetRawText());
    }

    [Theory]
    [InlineData("\"grün, żółty, 緑, <b> & 'c'\"")]
    [InlineData("1234567890123456789012345678901234567890.10")]
    public void Letters_and_digits_stay_as_they_are(string json) =>
        Passed(JsonElement.Parse(json)).GetRawText().ShouldBe(json);

    [Fact]
    public void Payload_takes_little_more_room_than_its_json()
    {
        var text = JsonElement.Parse("""{"name":"żółty 緑","with":["\"quotes\""]}""");

        Passed(Payload.Of(text)).GetRawText().Length.ShouldBeLessThan(text.GetRawText().Length + 20);
    }

    [Fact]
    public void Payload_of_no_known_type_is_told() =>
        Should.Throw<InvalidOperationException>(() => Payload.Of(new Version(1, 2))).Message.ShouldContain("System.Version");

    /// <summary>A payload on its way from one function to another.</summary>
    static JsonElement Passed(JsonElement payload) => Payloads.Read<JsonElement>(Payloads.Write(payload));
}
