using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Overrides;

public sealed class StepOverrideTests
{
    const string Case = """
        operations: {look: GET /it, count: GET /count}
        steps: [{stepId: look, operationId: look}]
        """;

    [Fact]
    public async Task Run_that_is_loaded_by_another_host_walks_with_its_overrides()
    {
        var (rig, flowId) = await StoredAsync();
        var submitted = (await rig.SubmitAsync(flowId, JsonElement.Parse("{}"), With("look", """{"operationId": "count"}"""))).ShouldBeOfType<SubmitOutcome.Accepted>();

        // What another host has is the store alone.
        var record = await new RunRecords(rig.Store).GetAsync(submitted.Status.RunId, default);
        var plan = await new FlowPlans(new StoredFlows(rig.Store)).GetAsync(record.FlowId, record.Options, default);

        OperationOf(plan!).ShouldBe("/count");
        record.Options.Steps.Keys.ShouldBe(["main/look"]);
        plan!.FlowId.ToString().ShouldBe(flowId);
    }

    [Fact]
    public async Task Plan_without_overrides_is_not_touched_by_one_with_them()
    {
        var (rig, flowId) = await StoredAsync();
        var plans = new FlowPlans(new StoredFlows(rig.Store));

        var patched = await plans.GetAsync(flowId, With("look", """{"operationId": "count"}"""), default);
        var other = await plans.GetAsync(flowId, With("look", """{"description": "as it was"}"""), default);
        var plain = await plans.GetAsync(flowId, RunOptions.Default, default);
        var again = await plans.GetAsync(flowId, With("main/look", """{"operationId":"count"}"""), default);

        OperationOf(patched!).ShouldBe("/count");
        OperationOf(other!).ShouldBe("/it");
        OperationOf(plain!).ShouldBe("/it");
        again.ShouldBeSameAs(patched, "it is made once");
    }

    [Theory]
    [InlineData(64 * 1024, null)]
    [InlineData((64 * 1024) + 1, "overrides-too-large")]
    public async Task Overrides_have_a_budget(int bytes, string? refused)
    {
        var (rig, flowId) = await StoredAsync();
        var frame = "look".Length + """{"description":""}""".Length;

        var outcome = await rig.SubmitAsync(flowId, JsonElement.Parse("{}"), With("look", $$"""{"description": "{{new string('x', bytes - frame)}}"}"""));

        (outcome as SubmitOutcome.Refused)?.Code.ShouldBe(refused);
        (outcome is SubmitOutcome.Refused).ShouldBe(refused is not null);
    }

    [Fact]
    public async Task Override_with_half_a_surrogate_pair_is_refused()
    {
        var (rig, flowId) = await StoredAsync();

        var outcome = await rig.SubmitAsync(flowId, JsonElement.Parse("{}"), With("look", """{"description": "\ud800"}"""));

        outcome.ShouldBeOfType<SubmitOutcome.Refused>().Code.ShouldBe(SubmitCodes.InvalidOverride);
    }

    static async Task<(WalkRig Rig, string FlowId)> StoredAsync()
    {
        var given = WalkCase.Parse(Case);
        var rig = new WalkRig(new ScriptedCaller([])) { Holds = true };
        return (rig, await rig.StoreAsync(given.Description(), given.Sources()));
    }

    static RunOptions With(string step, string patch) => RunOptions.Default with
    {
        Steps = ImmutableSortedDictionary<string, JsonElement>.Empty.Add(step, JsonElement.Parse(patch)),
    };

    static string OperationOf(FlowPlan plan) => ((StepWork.Call)plan.Workflows[0].Steps[0].Work).Operation.PathTemplate;
}
