using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.JsonPath.Parsing;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>A JSONPath query as RFC 9535 defines it. Parsed once, it selects any number of times, from several threads if need be.</summary>
public sealed class JsonPathQuery
{
    internal JsonPathQuery(string text, bool isRelative, ImmutableArray<Segment> segments)
    {
        Text = text;
        IsRelative = isRelative;
        Segments = segments;
        IsSingular = segments.All(static segment => segment is Segment.Child { Selectors: [Selector.Name or Selector.Index] });
    }

    /// <summary>The query as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the query begins with <c>@</c>, the current node of a filter, rather than with <c>$</c>, the root.</summary>
    public bool IsRelative { get; }

    /// <summary>The segments, applied one after the other.</summary>
    public ImmutableArray<Segment> Segments { get; }

    /// <summary>Whether the query is made of single names and indexes only, so that it selects one node at most (RFC 9535, 2.3.5.1).</summary>
    public bool IsSingular { get; }

    /// <summary>Reads a text that is, as a whole, a query that begins with <c>$</c>. Filters are checked for well-typedness.</summary>
    /// <param name="text">The text.</param>
    /// <param name="query">The query, when there is one.</param>
    /// <param name="error">Else the first thing that is wrong.</param>
    /// <returns>Whether <paramref name="text"/> is a query.</returns>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out JsonPathQuery? query, [NotNullWhen(false)] out SyntaxError? error)
    {
        var scanner = new Scanner(text, 0);
        var whole = new QueryParser(scanner).ParseWhole();
        error = scanner.Error;
        query = error is null ? whole : null;
        return query is not null;
    }

    /// <summary>Selects from a document.</summary>
    /// <param name="root">The document; for a relative query also the current node.</param>
    /// <param name="budget">How much work is allowed; <see cref="JsonPathBudget.Default"/> when null.</param>
    public JsonPathResult Select(JsonElement root, JsonPathBudget? budget = null) => Select(root, root, budget);

    /// <summary>Selects from a current node of a document.</summary>
    /// <param name="current">The node that <c>@</c> means; a query that begins with <c>$</c> makes no use of it.</param>
    /// <param name="root">The document that <c>$</c> means, in filters too.</param>
    /// <param name="budget">How much work is allowed; <see cref="JsonPathBudget.Default"/> when null.</param>
    public JsonPathResult Select(JsonElement current, JsonElement root, JsonPathBudget? budget = null)
    {
        var walk = new Walk(root, budget ?? JsonPathBudget.Default);
        var sink = new NodeSink.All(ImmutableArray.CreateBuilder<JsonElement>());
        walk.Run(this, current, ref sink);
        return walk.BudgetExceeded ? new JsonPathResult([], true) : new JsonPathResult(sink.Nodes.DrainToImmutable(), false);
    }

    /// <summary>Where in a document the selected values stand, in the order of RFC 9535, each place once.</summary>
    /// <param name="root">The document.</param>
    /// <param name="budget">How much work is allowed; <see cref="JsonPathBudget.Default"/> when null.</param>
    /// <returns>The places; null when the budget was exceeded.</returns>
    public ImmutableArray<JsonPointer>? Locate(JsonElement root, JsonPathBudget? budget = null) =>
        Select(root, budget) is { BudgetExceeded: false, Nodes: var nodes } ? Places.Of(nodes, root) : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
