using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// A parsed condition: the one tree of simple conditions and of the comparison language. Made of the document's text alone; values come in
/// when it is evaluated, so no value can change its structure.
/// </summary>
abstract record Condition
{
    public sealed record Or(ImmutableArray<Condition> Terms) : Condition;

    public sealed record And(ImmutableArray<Condition> Terms) : Condition;

    public sealed record Not(Condition Operand) : Condition;

    public sealed record Comparison(Condition Left, ComparisonOperator Operator, Condition Right) : Condition;

    /// <summary>A string, number, boolean or null; unquoted when it is a string that was written without quotes.</summary>
    public sealed record Literal(JsonElement Value, bool IsUnquoted = false) : Condition;

    /// <summary>A string literal with expressions in it.</summary>
    public sealed record Filled(EmbeddedText Text) : Condition;

    /// <summary>A runtime expression; when it ends in a length, also what is measured if there is no such member.</summary>
    public sealed record Reference(RuntimeExpression Expression, RuntimeExpression? Measured = null) : Condition;

    /// <summary>A singular path into the context; when it ends in a length, also what is measured if there is no such member.</summary>
    public sealed record Path(JsonPointer Pointer, JsonPointer? Measured = null) : Condition;

    /// <summary>A query that may select several nodes; when it ends in a length, also whose nodes are counted if there is no such member.</summary>
    public sealed record Query(QueryTemplate Template, QueryTemplate? Measured = null) : Condition;

    /// <summary>How many elements a path has: <c>count(@.x)</c> and <c>length(@.x)</c>.</summary>
    public sealed record Measure(JsonPointer Pointer) : Condition;

    public IEnumerable<RuntimeExpression> References => this switch
    {
        Or or => or.Terms.SelectMany(term => term.References),
        And and => and.Terms.SelectMany(term => term.References),
        Not not => not.Operand.References,
        Comparison comparison => comparison.Left.References.Concat(comparison.Right.References),
        Filled filled => filled.Text.References,
        Reference reference => [reference.Measured ?? reference.Expression],
        Query query => query.Template.References,
        _ => [],
    };
}
