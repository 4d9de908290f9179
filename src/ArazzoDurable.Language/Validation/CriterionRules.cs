using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>A condition that is about a value says about which.</summary>
static class CriterionRules
{
    public static void Check(Scope scope, ImmutableArray<Criterion> criteria)
    {
        foreach (var criterion in criteria.Where(criterion => criterion is { Context: null, Type.Kind: not CriterionKind.Simple }))
        {
            scope.LenientOnly(
                DiagnosticCodes.MissingContext,
                criterion.Location,
                "A condition of this type must have 'context', but there is none; '$response.body' is taken.",
                "A condition of this type must have 'context', but there is none.",
                "Write 'context: $response.body'.");
        }
    }
}
