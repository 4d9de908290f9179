using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// A query whose string literals and quoted names may hold expressions. Values take the place of whole literals of the parsed query, so
/// they need no escaping and cannot change what the query asks.
/// </summary>
sealed class QueryTemplate
{
    readonly JsonPathQuery query;

    // In the order of the text, so that what is said about the query is the same in every process.
    readonly OrderedDictionary<string, EmbeddedText> filled = new(StringComparer.Ordinal);

    public QueryTemplate(JsonPathQuery query, ConditionLanguage language)
    {
        this.query = query;
        foreach (var literal in QueryLiterals.Of(query))
        {
            if (!filled.ContainsKey(literal) && ExpressionsIn(literal, language) is { } text)
                filled.Add(literal, text);
        }
    }

    /// <summary>The query with every expression in its literals in braces.</summary>
    public string Standard
    {
        get
        {
            var text = query.Text;
            foreach (var (literal, parts) in filled)
            {
                text = text.Replace($"'{literal}'", $"'{parts.Braced}'", StringComparison.Ordinal)
                    .Replace($"\"{literal}\"", $"\"{parts.Braced}\"", StringComparison.Ordinal);
            }
            return text;
        }
    }

    /// <summary>Whether it selects one node at most.</summary>
    public bool IsSingular => query.IsSingular;

    public IEnumerable<RuntimeExpression> References => filled.Values.SelectMany(text => text.References);

    /// <summary>The filter, when the query is one filter of the root's children and nothing else.</summary>
    public FilterExpression? RootFilter =>
        query.Segments is [Segment.Child { Selectors: [Selector.Filter filter] }] ? filter.Expression : null;

    /// <summary>Selects with the values of the moment.</summary>
    /// <param name="root">The document.</param>
    /// <param name="context">What the expressions read from.</param>
    /// <param name="problem">Why nothing could be selected; null when the query ran.</param>
    public ImmutableArray<JsonElement> Select(JsonElement root, IExpressionContext context, out string? problem)
    {
        problem = null;
        var bound = query;
        if (filled.Count > 0)
        {
            var binding = new QueryBinding(filled, context);
            bound = binding.Bind(query);
            problem = binding.Problem;
            if (problem is not null)
                return [];
        }
        var result = bound.Select(root);
        if (result.BudgetExceeded)
            problem = "The query was given up because it visits too many values.";
        return result.Nodes;
    }

    static EmbeddedText? ExpressionsIn(string literal, ConditionLanguage language)
    {
        if (literal is not [ConditionLanguage.TypedMark, ..])
            return language.ExpressionsIn(literal);
        return RuntimeExpression.TryParse(literal[1..], language.Declarations, out var expression, out _)
            ? new EmbeddedText([new EmbeddedText.Part.Expression(expression)], null, [])
            : null;
    }
}
