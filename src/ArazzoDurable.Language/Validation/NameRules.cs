using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>Names are unique, and such that expressions can use them.</summary>
static partial class NameRules
{
    public static void CheckSources(Scope scope) => CheckUnique(
        scope, scope.Document.SourceDescriptions, source => source.Name, "name", "source description");

    public static void CheckWorkflows(Scope scope)
    {
        CheckUnique(scope, scope.Document.Workflows, workflow => workflow.WorkflowId, "workflowId", "workflow");
        CheckRegular(scope, scope.Document.Workflows, workflow => workflow.WorkflowId, "workflowId");
    }

    public static void CheckSteps(Scope scope, Workflow workflow)
    {
        CheckUnique(scope, workflow.Steps, step => step.StepId, "stepId", "step of this workflow");
        CheckRegular(scope, workflow.Steps, step => step.StepId, "stepId");
    }

    static void CheckUnique<T>(Scope scope, IEnumerable<T> elements, Func<T, string> nameOf, string member, string what)
        where T : Element
    {
        var first = new Dictionary<string, Location>(StringComparer.Ordinal);
        // A missing name was read as an empty one, and was reported.
        foreach (var element in elements.Where(element => nameOf(element).Length > 0 && !first.TryAdd(nameOf(element), element.Location)))
        {
            scope.Error(
                DiagnosticCodes.DuplicateId,
                element.Location.At(member),
                $"'{nameOf(element)}' is the {member} of another {what} too, at {first[nameOf(element)].Mark}.",
                "Give each its own.");
        }
    }

    static void CheckRegular<T>(Scope scope, IEnumerable<T> elements, Func<T, string> nameOf, string member)
        where T : Element
    {
        foreach (var element in elements.Where(element => nameOf(element).Length > 0 && !Regular().IsMatch(nameOf(element))))
        {
            scope.Warn(
                DiagnosticCodes.InvalidName,
                element.Location.At(member),
                $"A {member} should consist of letters, digits, '_' and '-', but it is '{nameOf(element)}'.",
                "Expressions may not be able to refer to it.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Regular();
}
