using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Plans;

public sealed class FlowCompilerTests
{
    const string Library = """
        documents:
          lib: {workflows: [{workflowId: login, steps: [{stepId: s, operationId: b}]}, {workflowId: both, steps: [{stepId: s, operationId: b}]}]}
          lib/api: {operations: {b: GET /b}}
          more: {workflows: [{workflowId: both, steps: [{stepId: s, operationId: b}]}]}
          more/api: {$ref: '#/sources/lib~1api'}
        """;

    [Theory]
    [InlineData("$sourceDescriptions.lib.logn", "unknown-workflow", "The source 'lib' (lib.yaml) has no workflow 'logn'.", "Did you mean 'login'?")]
    [InlineData("$sourceDescriptions.api.a", "unknown-workflow", "The source 'api' (api.yaml) is no Arazzo description, so it has no workflow 'a'.", "An operation is called by 'operationId'.")]
    [InlineData("nowhere", "unknown-workflow", "Neither the description nor one of its sources has a workflow 'nowhere'.", null)]
    [InlineData("mian", "unknown-workflow", "Neither the description nor one of its sources has a workflow 'mian'.", "Did you mean 'main'?")]
    [InlineData("both", "unqualified-workflow", "The description has no workflow 'both'; one of a source is named with its source.", "Write $sourceDescriptions.lib.both or $sourceDescriptions.more.both.")]
    public void Workflow_that_is_not_there_is_an_error(string reference, string code, string message, string? hint)
    {
        foreach (var step in new[]
        {
            $"{{stepId: s, workflowId: {reference}}}",
            $"{{stepId: s, operationId: $sourceDescriptions.api.a, onSuccess: [{{name: g, type: goto, workflowId: {reference}}}]}}",
            $"{{stepId: s, operationId: $sourceDescriptions.api.a}}], dependsOn: [{reference}",
        })
        {
            var diagnostic = Compile(step).Diagnostics.ShouldHaveSingleItem();

            (diagnostic.Code, diagnostic.Severity, diagnostic.Message, diagnostic.Hint).ShouldBe((code, Severity.Error, message, hint));
        }
    }

    [Fact]
    public void Workflow_named_without_its_source_is_a_warning_with_the_standard_spelling()
    {
        var plan = Compile("{stepId: s, workflowId: login}");

        var diagnostic = plan.Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Severity, diagnostic.Hint).ShouldBe(("unqualified-workflow", Severity.Warning, "Write $sourceDescriptions.lib.login."));
        plan.Workflows[0].Steps[0].Work.ShouldBe(new StepWork.RunWorkflow("lib#login"));
    }

    [Fact]
    public void Strict_workflow_named_without_its_source_is_an_error()
    {
        var diagnostic = Compile("{stepId: s, workflowId: login}", Dialect.Strict).Diagnostics.ShouldHaveSingleItem();

        (diagnostic.Code, diagnostic.Severity).ShouldBe(("unqualified-workflow", Severity.Error));
    }

    [Theory]
    [InlineData("$sourceDescriptions.lib.login.steps.s", null)]
    [InlineData("$sourceDescriptions.lib.login.steps.t", "unknown-step: The workflow 'login' of source 'lib' has no step 't'.")]
    [InlineData("$sourceDescriptions.lib.logon.steps.s", "unknown-workflow: The source 'lib' (lib.yaml) has no workflow 'logon'.")]
    [InlineData("$sourceDescriptions.far.login.steps.s", null)]
    public void Step_that_depends_on_a_step_of_another_description_is_checked(string dependency, string? error)
    {
        var plan = Compile($"{{stepId: u, operationId: $sourceDescriptions.api.a, dependsOn: [{dependency}]}}", documents: $"arazzo: 1.1.0\nmissing: far\n{Library}");

        plan.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Select(diagnostic => $"{diagnostic.Code}: {diagnostic.Message}").ShouldBe(error is null ? [] : [error]);
    }

    [Theory]
    [InlineData("$sourceDescriptions.lib.login")]
    [InlineData("$sourceDescriptions.none.login")]
    [InlineData("$own")]
    public void Step_that_depends_on_a_workflow_that_is_spelt_as_one_of_a_source_takes_the_descriptions_own(string workflowId)
    {
        var plan = Compile(
            $"{{stepId: u, operationId: $sourceDescriptions.api.a, dependsOn: [{workflowId}.steps.u]}}]}}, {{workflowId: {workflowId}, steps: [{{stepId: u, operationId: $sourceDescriptions.api.a}}",
            documents: $"arazzo: 1.1.0\n{Library}");

        plan.Workflow("main")!.Steps[0].DependsOn.ShouldHaveSingleItem().WorkflowId.ShouldBe(workflowId);
    }

    [Fact]
    public void Finding_in_another_description_names_it()
    {
        var plan = Compile("{stepId: s, workflowId: $sourceDescriptions.lib.login}", documents: """
            documents:
              lib: {workflows: [{workflowId: login, steps: [{stepId: s, operationId: gone}, {stepId: t, workflowId: $sourceDescriptions.inner.x}]}]}
              lib/api: {operations: {b: GET /b}}
              lib/inner: {workflows: [{workflowId: y, steps: [{stepId: s, operationId: c}]}]}
              lib/inner/api: {operations: {c: GET /c}}
            """);

        plan.Diagnostics.Select(diagnostic => (diagnostic.Source, diagnostic.Code, diagnostic.Location.Pointer.ToString())).ShouldBe(
        [
            ("lib", "unknown-operation", "/workflows/0/steps/0/operationId"),
            ("lib", "unknown-workflow", "/workflows/0/steps/1/workflowId"),
        ]);
    }

    [Fact]
    public void Workflow_of_the_root_that_is_spelt_as_one_of_another_description_is_an_error()
    {
        var plan = Compile("{stepId: s, operationId: $sourceDescriptions.api.a}]}, {workflowId: 'lib#login', steps: [{stepId: s, operationId: $sourceDescriptions.api.a}");

        plan.Diagnostics.ShouldContain(diagnostic => diagnostic.Code == "duplicate-id" && diagnostic.Severity == Severity.Error);
    }

    [Fact]
    public void Flow_stored_before_its_descriptions_were_followed_still_compiles()
    {
        var given = WalkCase.Parse("operations: {a: GET /a}\nsteps: [{stepId: s, operationId: $sourceDescriptions.api.a}]\nmissing: lib");
        var sources = given.Sources();
        sources["lib"] = System.Text.Json.JsonElement.Parse("""{"arazzo": "1.0.1", "nonsense": true}""");

        FlowCompiler.Compile(FlowBundle.Create(given.Description(), sources), null).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Waves_of_many_steps_that_run_many_workflows_are_worked_out_in_their_sum()
    {
        var reads = string.Join(", ", Enumerable.Range(0, 300).Select(i => $"{{name: p{i}, in: query, value: $inputs.i{i}}}"));
        var chain = Enumerable.Range(0, 100).Select(i =>
            $"{{workflowId: w{i}, steps: [{{stepId: s, operationId: a, parameters: [{reads}]}}{(i < 99 ? $", {{stepId: n, workflowId: w{i + 1}}}" : "")}]}}");
        var runs = string.Join(", ", Enumerable.Range(0, 4_000).Select(i => $"{{stepId: s{i}, workflowId: w0}}"));
        var given = WalkCase.Parse($"operations: {{a: GET /a}}\nworkflows: [{{workflowId: main, steps: [{runs}]}}, {string.Join(", ", chain)}]");
        var plan = FlowCompiler.Compile(FlowBundle.Create(given.Description(), given.Sources()), null);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        plan.WavesOf(plan.Workflow("main")!).Length.ShouldBe(250);

        // Each by itself, these would be 120 million expressions.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    static FlowPlan Compile(string step, Dialect? dialect = null, string documents = Library)
    {
        var given = WalkCase.Parse($"operations: {{a: GET /a}}\nworkflows: [{{workflowId: main, steps: [{step}]}}]\n{documents}");
        return FlowCompiler.Compile(FlowBundle.Create(given.Description(), given.Sources()), dialect);
    }
}
