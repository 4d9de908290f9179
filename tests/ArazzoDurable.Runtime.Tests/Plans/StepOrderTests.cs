using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Plans;

public sealed class StepOrderTests
{
    [Theory]
    [InlineData("[{stepId: a, operationId: x, dependsOn: [a]}]", "/workflows/0/steps/0/dependsOn/0", "Step 'a' depends on itself, so it can never run.")]
    [InlineData(
        "[{stepId: a, operationId: x, dependsOn: [b]}, {stepId: b, operationId: x, dependsOn: [$workflows.main.steps.a]}, {stepId: c, operationId: x, dependsOn: [a]}]",
        "/workflows/0/steps/0/dependsOn/0", "The steps 'a', 'b' wait for one another, so none of them can run first.")]
    [InlineData(
        "[{stepId: a, operationId: x, dependsOn: [c], outputs: {o: $response.body}}, {stepId: b, operationId: x, parameters: [{name: o, in: query, value: $steps.a.outputs.o}]}, {stepId: c, operationId: x, dependsOn: [b]}]",
        "/workflows/0/steps/0/dependsOn/0", "The steps 'a', 'b', 'c' wait for one another, so none of them can run first.")]
    public void Circle_is_an_error_that_names_its_steps(string steps, string pointer, string message)
    {
        var plan = Compile($"arazzo: 1.1.0\noperations: {{x: GET /x}}\nsteps: {steps}");

        var error = plan.Diagnostics.Single(diagnostic => diagnostic.Code == PlanCodes.StepDependencyCycle);
        error.Severity.ShouldBe(Severity.Error);
        error.Location.Pointer.ToString().ShouldBe(pointer);
        error.Message.ShouldBe(message);
        plan.Workflows[0].Steps.Select(step => step.Index).ShouldBe(Enumerable.Range(0, plan.Workflows[0].Steps.Length));
    }

    [Theory]
    [InlineData("[{stepId: a, operationId: x, parameters: [{name: o, in: query, value: $steps.b.outputs.o}]}, {stepId: b, operationId: x, outputs: {o: $response.body}}]", "a b")]
    [InlineData("[{stepId: a, operationId: x, dependsOn: [$workflows.other.steps.s]}, {stepId: b, operationId: x}]", "a b")]
    [InlineData("[{stepId: a, operationId: x, dependsOn: [d]}, {stepId: b, operationId: x}, {stepId: c, operationId: x}, {stepId: d, operationId: x, dependsOn: [c]}]", "b c d a")]
    public void Steps_are_moved_only_by_what_says_so(string steps, string order) =>
        Compile($"arazzo: 1.1.0\noperations: {{x: GET /x}}\nsteps: {steps}").Workflows[0].Steps.Select(step => step.StepId).ShouldBe(order.Split(' '));

    [Fact]
    public void Dependencies_of_10_are_ignored() =>
        Compile("operations: {x: GET /x}\nsteps: [{stepId: a, operationId: x, dependsOn: [b]}, {stepId: b, operationId: x}]")
            .Workflows[0].Steps.Select(step => step.StepId).ShouldBe(["a", "b"]);

    static FlowPlan Compile(string yaml)
    {
        var given = WalkCase.Parse(yaml);
        return FlowCompiler.Compile(FlowBundle.Create(given.Description(), given.Sources()), dialect: null);
    }
}
