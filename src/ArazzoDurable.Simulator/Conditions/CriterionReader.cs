using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Reads the criteria of a document (Arazzo 1.0.1, Criterion Object).</summary>
static class CriterionReader
{
    /// <summary>What must hold for all of <paramref name="criteria"/>.</summary>
    internal static Condition Read(ImmutableArray<Criterion> criteria) => Condition.And([.. criteria.Select(Read)]);

    static Condition Read(Criterion criterion)
    {
        var text = criterion.Condition.Value;
        var context = criterion.Context is { } given ? Filling.Whole(given.Value) : Place.Of(new Origin.Body());
        return criterion.Type.Kind switch
        {
            CriterionKind.Simple => ConditionReader.Read(text, null),
            CriterionKind.JsonPath when context is not null => ConditionReader.Read(text, context),
            CriterionKind.Regex when context is not null => new Condition.Matches(context, text, Whole: false),
            CriterionKind.XPath when context is not null => new Condition.XPath(context, text),
            _ => new Condition.Never(text),
        };
    }
}
