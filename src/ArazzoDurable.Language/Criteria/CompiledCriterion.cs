using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// A criterion, compiled once and evaluated any number of times (Arazzo 1.0.1, Criterion Object). A value that is read while it is
/// evaluated can decide whether the condition holds, but never what it asks.
/// </summary>
public abstract class CompiledCriterion
{
    private protected CompiledCriterion(IEnumerable<RuntimeExpression> references) => References = [.. references];

    /// <summary>The expressions in it, its context included, for checks.</summary>
    public ImmutableArray<RuntimeExpression> References { get; }

    /// <summary>Compiles a criterion. One that cannot be read compiles too: it never holds, and reports why.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="declarations">The names that its expressions can use.</param>
    /// <param name="dialect">Whether what is no standard condition is read as it is meant.</param>
    /// <param name="diagnostics">Takes a warning for each lenient reading, with the standard spelling as its hint, and for what cannot be read.</param>
    public static CompiledCriterion Compile(
        Criterion criterion, IDeclarations declarations, Dialect dialect, ICollection<Diagnostic> diagnostics) =>
        new CriterionCompiler(criterion, declarations, dialect, diagnostics).Compile();

    /// <summary>Whether the condition holds now.</summary>
    public abstract CriterionOutcome Evaluate(IExpressionContext context);
}
