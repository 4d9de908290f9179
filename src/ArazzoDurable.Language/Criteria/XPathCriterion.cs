using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// An XPath expression on a text that is XML: holds when its value counts as true (Arazzo 1.1.0, XPath Conditions). The values that stand
/// in it are variables that hold strings.
/// </summary>
sealed class XPathCriterion(RuntimeExpression source, XPathQuery query)
    : CompiledCriterion([source, .. query.Text.Values.SelectMany(value => value.References)])
{
    public override CriterionOutcome Evaluate(IExpressionContext context)
    {
        if (ContextValue.Of(source, context, out var report) is not { } value)
            return new CriterionOutcome(Holds: false, report);
        if (value.ValueKind != JsonValueKind.String)
            return new CriterionOutcome(Holds: false, $"The context '{source.Text}' is no XML text.");
        if (Values(context, out report) is not { } values)
            return new CriterionOutcome(Holds: false, report);
        var holds = query.Holds(JsonText.Decode(value), values, out var problem);
        return new CriterionOutcome(holds, problem is null ? null : $"The context '{source.Text}' {problem}.");
    }

    List<string>? Values(IExpressionContext context, out string? report)
    {
        report = null;
        var values = new List<string>(query.Text.Values.Length);
        foreach (var text in query.Text.Values)
        {
            if (TextFiller.Fill(text, context, static (value, _) => value, out var filled, out _) is { } missing)
            {
                report = Reports.NoValue(missing);
                return null;
            }
            values.Add(filled);
        }
        return values;
    }
}
