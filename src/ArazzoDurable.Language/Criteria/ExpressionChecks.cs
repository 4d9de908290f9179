using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Checks every expression, value and condition of a description. What is found are warnings: <see cref="ExpressionCodes"/>.</summary>
public static class ExpressionChecks
{
    /// <summary>
    /// Compiles all that a runner would compile, and looks up the names that are used. What a component holds is checked where a workflow
    /// uses it; a finding is given once. That a criterion lacks its context is a rule of its shape, which the validator checks.
    /// </summary>
    /// <param name="document">The description.</param>
    /// <param name="dialect">The dialect that it is read in.</param>
    /// <returns>The findings in the order of the workflows and their steps.</returns>
    public static ImmutableArray<Diagnostic> Check(ArazzoDocument document, Dialect dialect)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var workflow in document.Workflows)
            new WorkflowExpressionChecks(document, workflow, dialect, diagnostics).Check();
        return [.. diagnostics.Distinct().Where(diagnostic => diagnostic.Code != ExpressionCodes.MissingContext)];
    }
}
