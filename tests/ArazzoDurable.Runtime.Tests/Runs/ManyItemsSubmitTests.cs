using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class ManyItemsSubmitTests
{
    const string Flow = """
        operations: {a: GET /a}
        workflows:
          - workflowId: main
            inputs: {type: object, required: [n], properties: {n: {type: integer}, size: {type: integer, default: 2}}}
            steps: [{stepId: a, operationId: a}]
        """;

    static readonly JsonElement Fitting = JsonElement.Parse("""{"n": 1}""");

    [Fact]
    public async Task More_items_than_a_run_takes_are_refused()
    {
        var flow = await WalkFlow.StoreAsync(Flow);

        var refused = await SubmitAsync(flow, Enumerable.Repeat(Fitting, RunSubmission.MostItems + 1));

        refused.ShouldBeOfType<SubmitOutcome.Refused>().Code.ShouldBe(SubmitCodes.TooManyItems);
        ((SubmitOutcome.Refused)refused).Message.ShouldBe("A run takes the inputs of 10000 items at the most; 10001 were sent.");
        Stored(flow).ShouldBeEmpty();
    }

    [Fact]
    public async Task Inputs_of_every_item_are_checked_before_anything_is_stored()
    {
        var flow = await WalkFlow.StoreAsync(Flow);

        var refused = await SubmitAsync(flow, [Fitting, JsonElement.Parse("{}"), Fitting, JsonElement.Parse("""{"n": "x"}"""), JsonElement.Parse("7")]);

        refused.ShouldBeOfType<SubmitOutcome.Refused>().Problems.Select(problem => problem.Location.Pointer.ToString())
            .ShouldBe(["/inputs/1/n", "/inputs/3/n", "/inputs/4"]);
        Stored(flow).ShouldBeEmpty();
    }

    [Fact]
    public async Task Problems_beyond_the_limit_are_not_told()
    {
        var refused = await SubmitAsync(await WalkFlow.StoreAsync(Flow), Enumerable.Repeat(JsonElement.Parse("{}"), 500));

        var told = refused.ShouldBeOfType<SubmitOutcome.Refused>();
        told.Problems.Length.ShouldBe(100);
        told.Message.ShouldBe("The inputs do not fit workflow 'main'; nothing was called. The first 100 problems are told.");
    }

    static Task<SubmitOutcome> SubmitAsync(WalkFlow flow, IEnumerable<JsonElement> inputs) => flow.Rig.Runs.SubmitAsync(
        new RunSubmission(flow.FlowId, null, [.. inputs], RunOptions.Default) { Credentials = ImmutableSortedDictionary<string, string>.Empty }, CancellationToken.None);

    static IEnumerable<string> Stored(WalkFlow flow) => flow.Rig.Store.All.Select(entry => entry.Key).Where(key => !key.StartsWith("flows/", StringComparison.Ordinal));
}
