using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The inputs that one workflow gives another.</summary>
abstract record CalleeInputs
{
    /// <summary>They are made, and fit the callee's schema.</summary>
    /// <param name="Sealed">The inputs, secrets sealed.</param>
    public sealed record Made(JsonElement Sealed) : CalleeInputs;

    /// <summary>They cannot be made, or do not fit.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Refused(StepProblem Problem) : CalleeInputs;

    /// <summary>The inputs that parameters make; without parameters, those of the same names as the caller's own.</summary>
    public static CalleeInputs Of(WalkTurn turn, string workflowId, IReadOnlyCollection<ParameterPlan> parameters)
    {
        if (parameters.Count == 0)
            return OfSameNames(turn, workflowId);
        if (turn.Plan.Workflow(workflowId) is not { } callee)
            return Unknown(workflowId);
        var inputs = new JsonObject();
        var secrets = new List<string>();
        foreach (var parameter in parameters)
        {
            switch (parameter.Value.Evaluate(turn.Context))
            {
                case TemplateResult.Value value:
                    inputs[parameter.Name] = JsonValues.Node(value.Json);
                    if (value.IsSecret)
                        secrets.Add(parameter.Name);
                    break;
                case TemplateResult.Missing missing:
                    return new Refused(new StepProblem("missing-value", $"input '{parameter.Name}' of workflow '{workflowId}' needs {missing.Expression}, which has no value"));
                case TemplateResult.Absent or TemplateResult.Invalid:
                    break;
            }
        }
        return Fit(turn, callee, inputs, secrets);
    }

    /// <summary>The caller's own inputs, as far as the callee declares inputs of these names.</summary>
    public static CalleeInputs OfSameNames(WalkTurn turn, string workflowId)
    {
        if (turn.Plan.Workflow(workflowId) is not { } callee)
            return Unknown(workflowId);
        var inputs = new JsonObject();
        var secrets = new List<string>();
        foreach (var member in turn.Context.Inputs!.Value.EnumerateObject().Where(member => callee.Declarations.HasInput(member.Name)))
        {
            var opened = turn.Context.Open(member.Value);
            inputs[member.Name] = JsonValues.Node(opened.Value!.Value);
            if (opened.IsSecret)
                secrets.Add(member.Name);
        }
        return Fit(turn, callee, inputs, secrets);
    }

    static Refused Unknown(string workflowId) => new(new StepProblem(
        PlanCodes.UnavailableSource, $"workflow '{workflowId}' is in a source that was not found"));

    static CalleeInputs Fit(WalkTurn turn, WorkflowPlan callee, JsonObject inputs, List<string> secrets)
    {
        return InputCheck.Fit(callee, JsonValues.Element(inputs), secrets, turn.Sealer, turn.Walker.RunId) switch
        {
            InputCheck.Fitting(var value) => new Made(value),
            InputCheck.Unfit(var problems) => new Refused(new StepProblem(
                "invalid-inputs", $"the inputs of workflow '{callee.WorkflowId}' do not fit its schema: {string.Join("; ", problems.Select(problem => problem.Message))}")),
            _ => throw new InvalidOperationException("A check of an unknown kind."),
        };
    }
}
