using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Plans;

public sealed class FlowPlansTests
{
    const string OneStep = "operations: {a: GET /a}\nsteps: [{stepId: s0, operationId: a}]";

    [Fact]
    public async Task Flow_with_every_one_of_many_steps_patched_is_compiled_once()
    {
        const int Steps = 1200;
        var flow = await WalkFlow.StoreAsync(
            $"operations: {{a: GET /a}}\nsteps: [{string.Join(", ", Enumerable.Range(0, Steps).Select(step => $"{{stepId: s{step}, operationId: a}}"))}]");
        var flows = new CountingFlows(new StoredFlows(flow.Rig.Store));
        var plans = new FlowPlans(flows);
        var options = Patched([.. Enumerable.Range(0, Steps).Select(step => ($"main/s{step}", $"told {step}"))]);

        var plan = await plans.GetAsync(flow.FlowId, options, default);
        for (var attempt = 0; attempt < 100; attempt++)
            (await plans.GetAsync(flow.FlowId, options with { Parallel = true }, default)).ShouldBeSameAs(plan);

        flows.Reads.ShouldBe(2, "once as it is stored, once with its patches");
        plan!.Workflows[0].Steps.Select(step => step.Step.Description).ShouldBe(Enumerable.Range(0, Steps).Select(step => $"told {step}"));
    }

    [Fact]
    public async Task Patched_plans_take_no_place_of_others()
    {
        var flow = await WalkFlow.StoreAsync(OneStep);
        var flows = new CountingFlows(new StoredFlows(flow.Rig.Store));
        var plans = new FlowPlans(flows);
        var plain = await plans.GetAsync(flow.FlowId, RunOptions.Default, default);

        for (var patch = 0; patch < 300; patch++)
            await plans.GetAsync(flow.FlowId, Patched([("main/s0", $"{patch}")]), default);

        (await plans.GetAsync(flow.FlowId, RunOptions.Default, default)).ShouldBeSameAs(plain);
        flows.Reads.ShouldBe(301);
    }

    [Fact]
    public async Task Plan_that_is_used_outlives_those_that_are_not()
    {
        var flow = await WalkFlow.StoreAsync(OneStep);
        var flows = new CountingFlows(new StoredFlows(flow.Rig.Store));
        var plans = new FlowPlans(flows);
        var hot = Patched([("main/s0", "hot")]);
        var plan = await plans.GetAsync(flow.FlowId, hot, default);

        for (var patch = 0; patch < 3 * FlowPlans.PatchedCapacity; patch++)
        {
            await plans.GetAsync(flow.FlowId, Patched([("main/s0", $"{patch}")]), default);
            (await plans.GetAsync(flow.FlowId, hot, default)).ShouldBeSameAs(plan);
        }
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_one_compilation_and_who_gives_up_does_not_stop_it()
    {
        var flow = await WalkFlow.StoreAsync(OneStep);
        var opened = new TaskCompletionSource();
        var flows = new CountingFlows(new StoredFlows(flow.Rig.Store)) { Opened = opened.Task };
        var plans = new FlowPlans(flows);
        using var impatience = new CancellationTokenSource();

        var first = plans.GetAsync(flow.FlowId, RunOptions.Default, impatience.Token);
        var others = Enumerable.Range(0, 20).Select(_ => plans.GetAsync(flow.FlowId, RunOptions.Default, default)).ToList();
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        opened.SetResult();

        (await Task.WhenAll(others)).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        flows.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Flow_that_is_not_there_is_looked_for_again()
    {
        var flow = await WalkFlow.StoreAsync(OneStep);
        var flows = new CountingFlows(new StoredFlows(new MemoryRunStore()));
        var plans = new FlowPlans(flows);

        (await plans.GetAsync(flow.FlowId, RunOptions.Default, default)).ShouldBeNull();
        (await plans.GetAsync(flow.FlowId, RunOptions.Default, default)).ShouldBeNull();

        flows.Reads.ShouldBe(2);
    }

    static RunOptions Patched(ImmutableArray<(string Step, string Description)> patches) => RunOptions.Default with
    {
        Steps = patches.ToImmutableSortedDictionary(
            patch => patch.Step, patch => JsonElement.Parse($$"""{"description": "{{patch.Description}}"}"""), StringComparer.Ordinal),
    };
}
