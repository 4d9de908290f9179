using System.Globalization;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>
/// How much a description says by reference: a workflow's parameters and actions count for each of its steps, a component for each use.
/// A small text can say very much so, as it can with YAML aliases.
/// </summary>
sealed class ReuseBudget
{
    /// <summary>The most values that are read by reference.</summary>
    public const int MaxValues = 200_000;

    readonly Dictionary<Node, long> sizes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The error about a description that is beyond the budget; null when it is not.</summary>
    public static Diagnostic? Check(ArazzoDocument document)
    {
        var budget = new ReuseBudget();
        var used = document.Workflows.Sum(budget.Of);
        return used <= MaxValues ? null : Diagnostic.Error(
            DiagnosticCodes.LimitReuse,
            document.Location,
            string.Create(CultureInfo.InvariantCulture, $"Components, and parameters and actions of workflows, stand for {used} values in the steps that use them; at most {MaxValues} are read."),
            "Split the workflow, or write what few steps need into these steps.");
    }

    long Of(Workflow workflow)
    {
        var shared = workflow.Parameters.Sum(Of) + workflow.SuccessActions.Sum(Of) + workflow.FailureActions.Sum(Of);
        return (shared * workflow.Steps.Length) + workflow.Steps.Sum(OfReusable);
    }

    long OfReusable(Step step) =>
        step.Parameters.Where(parameter => parameter.Reference is not null).Sum(Of)
        + step.OnSuccess.Concat(step.OnFailure).Where(action => action.Reference is not null).Sum(Of)
        + step.OnSuccess.Concat(step.OnFailure).SelectMany(action => action.Parameters).Where(parameter => parameter.Reference is not null).Sum(Of);

    long Of(Parameter parameter) => 1 + Of(parameter.Value.Node);

    long Of(StepAction action) => 1 + action.Criteria.Length + action.Parameters.Sum(Of);

    // Every node is counted once, so that a component with aliases costs no more than its text.
    long Of(Node node)
    {
        if (node is Node.Scalar)
            return 1;
        if (!sizes.TryGetValue(node, out var size))
        {
            size = 1 + (node is Node.Sequence list ? list.Items.Sum(Of) : ((Node.Mapping)node).Members.Sum(member => Of(member.Value)));
            sizes[node] = size;
        }
        return size;
    }
}
