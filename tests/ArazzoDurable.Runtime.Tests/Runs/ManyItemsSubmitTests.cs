using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
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

    [Fact]
    public async Task Items_share_what_their_check_may_cost()
    {
        var flow = await WalkFlow.StoreAsync(Flow);
        var plan = await new FlowPlans(new StoredFlows(flow.Rig.Store)).GetAsync(flow.FlowId, RunOptions.Default, default);
        var submission = new RunSubmission(flow.FlowId, null, [.. Enumerable.Repeat(Fitting, 10)], RunOptions.Default);
        ItemsCheck Fit(long applications) => ItemsCheck.Fit(
            plan!.Workflows[0], submission, new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), "run", new SchemaAllowance(applications), default);

        // Of each item: the schema of the object, and those of two members.
        Fit(30).ShouldBeOfType<ItemsCheck.Fitting>();
        var refused = Fit(29).ShouldBeOfType<ItemsCheck.Unfit>().Refusal;

        refused.Code.ShouldBe(SubmitCodes.InputsTooCostly);
        refused.Message.ShouldStartWith("To check the inputs of 10 items takes more than 20000000 applications of a schema;");
        refused.Problems.ShouldHaveSingleItem().Location.Pointer.ToString().ShouldBe("/inputs/9");
    }

    [Fact]
    public async Task Check_of_items_ends_when_the_client_has_gone()
    {
        var flow = await WalkFlow.StoreAsync(Flow);
        var plan = await new FlowPlans(new StoredFlows(flow.Rig.Store)).GetAsync(flow.FlowId, RunOptions.Default, default);
        var submission = new RunSubmission(flow.FlowId, null, [Fitting, Fitting], RunOptions.Default);

        Should.Throw<OperationCanceledException>(() => ItemsCheck.Fit(
            plan!.Workflows[0], submission, new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), "run", new CancellationToken(canceled: true)));
    }

    static Task<SubmitOutcome> SubmitAsync(WalkFlow flow, IEnumerable<JsonElement> inputs) => flow.Rig.Runs.SubmitAsync(
        new RunSubmission(flow.FlowId, null, [.. inputs], RunOptions.Default) { Credentials = ImmutableSortedDictionary<string, string>.Empty }, CancellationToken.None);

    static IEnumerable<string> Stored(WalkFlow flow) => flow.Rig.Store.All.Select(entry => entry.Key).Where(key => !key.StartsWith("flows/", StringComparison.Ordinal));
}
