using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RunServiceTests
{
    const string One = """
        operations: {a: GET /a}
        inputs: {n: 1}
        workflows:
          - workflowId: main
            inputs: {type: object, required: [n], properties: {n: {type: integer}, deep: {type: object, properties: {list: {type: array, items: {type: string}}}}}}
            steps: [{stepId: a, operationId: a}]

        """;

    const string Several = """
        operations: {a: GET /a}
        workflows:
          - {workflowId: first, steps: [{stepId: a, operationId: a}]}
          - {workflowId: second, steps: [{stepId: a, operationId: a}]}

        """;

    [Fact]
    public async Task Submit_of_an_unknown_flow_says_so()
    {
        var flow = await WalkFlow.StoreAsync(One);
        var unknown = $"sha256:{new string('0', 64)}";

        (await SubmitAsync(flow, unknown)).ShouldBe(new SubmitOutcome.UnknownFlow(unknown));
        (await SubmitAsync(flow, "no id")).ShouldBeOfType<SubmitOutcome.UnknownFlow>();
    }

    [Fact]
    public async Task Submit_of_a_flow_by_its_bare_digits_is_accepted()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200}]");

        (await SubmitAsync(flow, flow.FlowId["sha256:".Length..])).ShouldBeOfType<SubmitOutcome.Accepted>().Status.FlowId.ShouldBe(flow.FlowId);
    }

    [Fact]
    public async Task Submit_without_a_workflow_among_several_is_refused_with_the_list()
    {
        var refused = Refused(await SubmitAsync(await WalkFlow.StoreAsync(Several)));

        refused.Code.ShouldBe(SubmitCodes.UnknownWorkflow);
        refused.Message.ShouldBe("The flow has several workflows, and none was named; name one of 'first', 'second'.");
    }

    [Fact]
    public async Task Submit_of_an_unknown_workflow_is_refused_with_the_list()
    {
        var refused = Refused(await SubmitAsync(await WalkFlow.StoreAsync(Several), workflowId: "third"));

        refused.Message.ShouldBe("The flow has no workflow 'third'; it has 'first', 'second'.");
    }

    [Theory]
    [InlineData("{stepId: s, workflowId: second}")]
    [InlineData("{stepId: s, operationId: a, onSuccess: [{name: on, type: goto, workflowId: second}]}")]
    [InlineData("{stepId: s, operationId: a, onFailure: [{name: on, type: retry, workflowId: second}]}")]
    public async Task Submit_takes_the_only_workflow_that_no_other_names(string step)
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            workflows:
              - {workflowId: second, steps: [{stepId: a, operationId: a}]}
              - {workflowId: first, steps: [{{step}}]}
            """, holds: true);

        var runId = await flow.SubmitAsync();

        (await flow.Rig.Records.GetAsync(runId, CancellationToken.None)).WorkflowId.ShouldBe("first");
    }

    [Theory]
    [InlineData("{}", "/inputs/0/n", "required")]
    [InlineData("""{"n": "word"}""", "/inputs/0/n", "integer")]
    [InlineData("""{"n": 1, "deep": {"list": ["a", 2]}}""", "/inputs/0/deep/list/1", "string")]
    [InlineData("[1]", "/inputs/0", "the inputs of workflow 'main' are an object with a member for each, not a list")]
    public async Task Submit_of_inputs_that_do_not_fit_is_refused_with_pointers(string inputs, string pointer, string message)
    {
        var flow = await WalkFlow.StoreAsync(One);

        var refused = Refused(await SubmitAsync(flow, inputs: inputs));

        refused.Code.ShouldBe(SubmitCodes.InvalidInputs);
        refused.Message.ShouldBe("The inputs do not fit workflow 'main'; nothing was called.");
        var problem = refused.Problems.Single();
        problem.Location.Pointer.ToString().ShouldBe(pointer);
        problem.Message.ShouldContain(message);
        flow.Rig.Store.All.ShouldNotContain(entry => entry.Key.StartsWith(RunKeys.RecordPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submit_with_a_server_for_an_unknown_source_is_refused()
    {
        var options = RunOptions.Default with { Servers = RunOptions.Default.Servers.Add("other", "https://x.example.com") };

        var refused = Refused(await SubmitAsync(await WalkFlow.StoreAsync(One), options: options));

        refused.Code.ShouldBe(SubmitCodes.InvalidOverride);
        refused.Message.ShouldBe("The flow of workflow 'main' has no source 'other' to give a server to; it has 'api'.");
    }

    [Fact]
    public async Task Submit_of_a_flow_with_an_error_is_refused_with_it()
    {
        var flow = await WalkFlow.StoreAsync("operations: {a: GET /a}\nsteps: [{stepId: a, operationId: gone}]");

        var refused = Refused(await SubmitAsync(flow));

        refused.Code.ShouldBe(SubmitCodes.FlowHasErrors);
        refused.Problems.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }

    [Theory]
    [InlineData("{workflowId: main, steps: [{stepId: a, operationId: a}]}", "a")]
    [InlineData("{workflowId: main, steps: [{stepId: s, workflowId: other}]}, {workflowId: other, steps: [{stepId: a, operationId: a}]}", "a")]
    [InlineData("{workflowId: main, dependsOn: [other], steps: [{stepId: s, workflowId: other}]}, {workflowId: other, steps: [{stepId: deep, operationId: a}]}", "deep")]
    public async Task Submit_that_needs_a_source_that_was_not_found_is_refused(string workflows, string step)
    {
        var given = WalkCase.Parse($"operations: {{a: GET /a}}\nworkflows: [{workflows}]");
        var rig = new WalkRig(new ScriptedCaller([]));
        var flowId = await rig.StoreAsync(given.Description(), ImmutableDictionary<string, JsonElement>.Empty);

        var refused = Refused(await rig.SubmitAsync(flowId, given.Inputs, RunOptions.Default, "main"));

        refused.Code.ShouldBe(SubmitCodes.FlowHasErrors);
        refused.Message.ShouldBe(
            $"Step '{step}' cannot run: source 'api', which has operation 'a', was not found. Say where it is with --source api=path; nothing was called.");
        refused.Problems.ShouldHaveSingleItem().Code.ShouldBe(PlanCodes.UnavailableSource);
        refused.Problems[0].Hint.ShouldBe("--source api=path");
    }

    [Fact]
    public async Task Submit_that_does_not_come_to_the_missing_source_is_accepted()
    {
        var flow = await WalkFlow.StoreAsync("""
            operations: {a: GET /a}
            missing: lib
            workflow: main
            workflows:
              - {workflowId: main, steps: [{stepId: a, operationId: $sourceDescriptions.api.a}]}
              - {workflowId: other, steps: [{stepId: s, workflowId: $sourceDescriptions.lib.x}]}
            answers: [{status: 200}]
            """);

        (await SubmitAsync(flow, workflowId: "main")).ShouldBeOfType<SubmitOutcome.Accepted>();
    }

    [Theory]
    [InlineData("{stepId: s, workflowId: $sourceDescriptions.lib.x}", "Step 's' cannot run: source 'lib', which has workflow '$sourceDescriptions.lib.x', was not found.")]
    [InlineData("{stepId: s, workflowId: x}", "Step 's' cannot run: source 'lib', which has workflow 'x', was not found.")]
    [InlineData("{stepId: a, operationId: $sourceDescriptions.api.a, onFailure: [{name: f, type: goto, workflowId: $sourceDescriptions.lib.x}]}", "Workflow '$sourceDescriptions.lib.x' cannot run: source 'lib', which has it, was not found.")]
    [InlineData("{stepId: a, operationId: $sourceDescriptions.api.a}], dependsOn: [$sourceDescriptions.lib.x", "Workflow '$sourceDescriptions.lib.x' cannot run: source 'lib', which has it, was not found.")]
    public async Task Submit_that_needs_a_description_that_was_not_found_is_refused(string steps, string message)
    {
        var flow = await WalkFlow.StoreAsync($"operations: {{a: GET /a}}\nmissing: lib\nworkflows: [{{workflowId: main, steps: [{steps}]}}]");

        var refused = Refused(await SubmitAsync(flow));

        refused.Message.ShouldBe($"{message} Say where it is with --source lib=path; nothing was called.");
        refused.Problems.ShouldHaveSingleItem().Code.ShouldBe(PlanCodes.UnavailableSource);
    }

    const string TwoApis = """
        operations: {a: GET /a}
        workflow: main
        workflows: [{workflowId: main, steps: [{stepId: s, workflowId: $sourceDescriptions.lib.w}, {stepId: t, workflowId: $sourceDescriptions.more.w}]}]
        documents:
          lib: {workflows: [{workflowId: w, steps: [{stepId: s, operationId: b}]}]}
          lib/pets: {operations: {b: GET /b}}
          lib/only: {operations: {c: GET /c}}
          more: {workflows: [{workflowId: w, steps: [{stepId: s, operationId: $sourceDescriptions.pets.d}, {stepId: t, operationId: $sourceDescriptions.api.a}]}]}
          more/pets: {operations: {d: GET /d}}
          more/api: {$ref: '#/sources/api'}
        answers: [{status: 200}, {status: 200}, {status: 200}]
        """;

    [Theory]
    [InlineData("lib/pets", "http://x.test/b https://more.pets.example.com/d https://api.example.com/v1/a")]
    [InlineData("more/pets", "https://lib.pets.example.com/b http://x.test/d https://api.example.com/v1/a")]
    [InlineData("more/api", "https://lib.pets.example.com/b https://more.pets.example.com/d http://x.test/a")]
    [InlineData("api", "https://lib.pets.example.com/b https://more.pets.example.com/d http://x.test/a")]
    public async Task Server_is_given_to_a_source_of_a_source_by_its_path(string name, string urls)
    {
        var flow = await WalkFlow.StoreAsync(TwoApis);

        await flow.SubmitAsync(WalkFlow.Options with { Servers = RunOptions.Default.Servers.Add(name, "http://x.test") });

        string.Join(' ', flow.Caller.Calls.Select(call => call.Uri.AbsoluteUri)).ShouldBe(urls);
    }

    [Fact]
    public async Task Server_is_given_to_a_source_of_a_source_by_its_name_when_only_one_has_it()
    {
        var flow = await WalkFlow.StoreAsync(TwoApis);
        var servers = RunOptions.Default.Servers;

        (await SubmitAsync(flow, options: WalkFlow.Options with { Servers = servers.Add("only", "http://x.test") })).ShouldBeOfType<SubmitOutcome.Accepted>();
        Refused(await SubmitAsync(flow, options: WalkFlow.Options with { Servers = servers.Add("pets", "http://x.test") })).Message.ShouldBe(
            "The flow of workflow 'main' has no source 'pets' to give a server to; it has 'api', 'lib', 'lib/only', 'lib/pets', 'more', 'more/api', 'more/pets'.");
    }

    [Theory]
    [InlineData("[{workflowId: a, steps: [{stepId: s, workflowId: $sourceDescriptions.lib.w}]}, {workflowId: b, steps: [{stepId: s, operationId: $sourceDescriptions.api.a}]}]", "a")]
    [InlineData("[{workflowId: a, steps: [{stepId: s, workflowId: $sourceDescriptions.lib.w}]}, {workflowId: w, steps: [{stepId: s, operationId: $sourceDescriptions.api.a}]}, {workflowId: b, steps: [{stepId: s, operationId: $sourceDescriptions.api.a}]}]", null)]
    public async Task Workflow_that_another_description_runs_counts_as_called(string workflows, string? chosen)
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations: {a: GET /a}
            workflows: {{workflows}}
            documents:
              lib: {workflows: [{workflowId: w, steps: [{stepId: s, workflowId: $sourceDescriptions.up.b}]}]}
              lib/up: {$ref: '#/arazzo'}
            answers: [{status: 200}]
            """);

        var outcome = await SubmitAsync(flow);

        (outcome as SubmitOutcome.Accepted)?.Status.RunId.ShouldNotBeNull();
        (outcome as SubmitOutcome.Refused)?.Code.ShouldBe(SubmitCodes.UnknownWorkflow);
        (outcome is SubmitOutcome.Accepted).ShouldBe(chosen is not null);
        flow.Rig.Started.Select(started => started.Walker.WorkflowId).ShouldBe(chosen is null ? [] : [chosen]);
    }

    [Theory]
    [InlineData("lib#w")]
    [InlineData("w")]
    public async Task Workflow_of_another_description_is_not_submitted(string workflowId)
    {
        var flow = await WalkFlow.StoreAsync(TwoApis);

        Refused(await flow.Rig.SubmitAsync(flow.FlowId, flow.Given.Inputs, WalkFlow.Options, workflowId)).Message
            .ShouldBe($"The flow has no workflow '{workflowId}'; it has 'main'.");
    }

    [Fact]
    public async Task List_pages_newest_first_and_filters()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200}, {status: 500}, {status: 200}]");
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await flow.SubmitAsync());
            flow.Rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
        ids.Reverse();
        var begin = flow.Rig.Time.GetUtcNow().AddSeconds(-3);

        var first = await ListAsync(flow, new RunFilter(), null, 2);
        var second = await ListAsync(flow, new RunFilter(), first.ContinuationToken, 2);

        Ids(first).Concat(Ids(second)).ShouldBe(ids);
        second.ContinuationToken.ShouldBeNull();
        Ids(await ListAsync(flow, new RunFilter(RunState.Failed), null, 9)).ShouldBe([ids[1]]);
        Ids(await ListAsync(flow, new RunFilter(CreatedFrom: begin.AddSeconds(1), CreatedTo: begin.AddSeconds(2)), null, 9)).ShouldBe([ids[1]]);
        Ids(await ListAsync(flow, new RunFilter(FlowId: flow.FlowId["sha256:".Length..]), null, 9)).ShouldBe(ids);
        Ids(await ListAsync(flow, new RunFilter(FlowId: "sha256:0"), null, 9)).ShouldBeEmpty();
        var short1 = await ListAsync(flow, new RunFilter(RunState.Failed), null, 1);
        short1.Runs.ShouldBeEmpty();
        short1.ContinuationToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task Recover_starts_a_run_again_that_has_no_instance()
    {
        var flow = await WalkFlow.StoreAsync(One, holds: true);
        var runId = await flow.SubmitAsync();

        var unfinished = await flow.Rig.Runs.RecoverAsync(null, CancellationToken.None);

        unfinished.Select(record => record.RunId).ShouldBe([runId]);
        flow.Rig.Started.Count.ShouldBe(2);
        flow.Rig.Started[1].Decision.ShouldBe(flow.Rig.Started[0].Decision);
        flow.Rig.Started[1].Walker.ShouldBe(flow.Rig.Started[0].Walker);
    }

    [Fact]
    public async Task Recover_leaves_runs_that_have_ended_and_runs_that_are_unknown()
    {
        var flow = await WalkFlow.StoreAsync(One + "answers: [{status: 200}]");
        var runId = await flow.SubmitAsync();

        (await flow.Rig.Runs.RecoverAsync(null, CancellationToken.None)).ShouldBeEmpty();
        (await flow.Rig.Runs.RecoverAsync(runId, CancellationToken.None)).ShouldBeEmpty();
        (await flow.Rig.Runs.RecoverAsync("unknown", CancellationToken.None)).ShouldBeEmpty();
        flow.Rig.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Status_of_an_unknown_run_is_none() =>
        (await (await WalkFlow.StoreAsync(One)).Rig.Runs.GetAsync("unknown", true, false, CancellationToken.None)).ShouldBeNull();

    static IEnumerable<string> Ids(RunPage page) => page.Runs.Select(run => run.RunId);

    static Task<RunPage> ListAsync(WalkFlow flow, RunFilter filter, string? after, int top) => flow.Rig.Runs.ListAsync(filter, after, top, CancellationToken.None);

    static SubmitOutcome.Refused Refused(SubmitOutcome outcome) => outcome.ShouldBeOfType<SubmitOutcome.Refused>();

    static Task<SubmitOutcome> SubmitAsync(WalkFlow flow, string? flowId = null, string? workflowId = null, string? inputs = null, RunOptions? options = null) =>
        flow.Rig.SubmitAsync(flowId ?? flow.FlowId, inputs is null ? flow.Given.Inputs : JsonElement.Parse(inputs), options ?? WalkFlow.Options, workflowId);
}
