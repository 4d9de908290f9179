using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// An RFC 9535 query: holds when it selects anything. A filter of the root's children, <c>$[?…]</c>, is meant for the root itself when the
/// root is an object none of whose child objects has a member that the filter names.
/// </summary>
/// <param name="source">What it selects from.</param>
/// <param name="query">The query.</param>
/// <param name="onRoot">The filter as a condition on the root; null when the query is to be taken as it stands.</param>
sealed class JsonPathCriterion(RuntimeExpression source, QueryTemplate query, Condition? onRoot) : CompiledCriterion([source, .. query.References])
{
    readonly ImmutableArray<string> names = query.RootFilter?.LeadingMembers ?? [];

    public override CriterionOutcome Evaluate(IExpressionContext context)
    {
        if (ContextValue.Of(source, context, out var report) is not { } root)
            return new CriterionOutcome(Holds: false, report);
        if (onRoot is not null && root.ValueKind == JsonValueKind.Object && !AnyChildHasNamedMember(root))
        {
            return new ConditionEvaluator(context, root).Evaluate(onRoot) with
            {
                Reading = "The filter was read as a condition on the object itself, as none of its members is an object with a member that the filter names.",
            };
        }
        var nodes = query.Select(root, context, out var problem);
        return new CriterionOutcome(nodes.Length > 0, problem);
    }

    bool AnyChildHasNamedMember(JsonElement root) => root.EnumerateObject()
        .Any(child => child.Value.ValueKind == JsonValueKind.Object && names.Any(name => Navigation.Member(child.Value, name) is not null));
}
