using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.JsonPath.Regexps;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>What a filter asks of a node: it holds or it does not (RFC 9535, 2.3.5). Parentheses live on as nesting.</summary>
public abstract record FilterExpression
{
    /// <summary>
    /// The names of the members of <c>@</c> at which the expression's relative queries begin, each once, in the order of the text:
    /// <c>a</c> and <c>b</c> for <c>@.a.x == 1 &amp;&amp; count(@['b']) &gt; 0</c>. What an inner filter says of its own <c>@</c> is left out.
    /// </summary>
    public ImmutableArray<string> LeadingMembers => Evaluation.LeadingMembers.Of(this);

    /// <summary>Holds when one of the operands does: <c>||</c>.</summary>
    /// <param name="Operands">Two or more, tried in this order until one holds.</param>
    public sealed record Or(ImmutableArray<FilterExpression> Operands) : FilterExpression;

    /// <summary>Holds when all operands do: <c>&amp;&amp;</c>.</summary>
    /// <param name="Operands">Two or more, tried in this order until one does not hold.</param>
    public sealed record And(ImmutableArray<FilterExpression> Operands) : FilterExpression;

    /// <summary>Holds when the operand does not: <c>!</c>.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Not(FilterExpression Operand) : FilterExpression;

    /// <summary>Compares two values.</summary>
    /// <param name="Left">The value before the operator.</param>
    /// <param name="Operator">The operator.</param>
    /// <param name="Right">The value after it.</param>
    public sealed record Comparison(Comparable Left, ComparisonOperator Operator, Comparable Right) : FilterExpression;

    /// <summary>Holds when a query selects anything at all, null and false included.</summary>
    /// <param name="Query">The query.</param>
    public sealed record Exists(JsonPathQuery Query) : FilterExpression;

    /// <summary>
    /// <c>match(…)</c> and <c>search(…)</c>: whether a string follows a regular expression of RFC 9485. False when either is no string, or
    /// the pattern is none that RFC 9485 allows. <c>^</c> and <c>$</c> outside of a class are the string's ends, as in the compliance suite.
    /// </summary>
    /// <param name="Text">The string.</param>
    /// <param name="Pattern">The regular expression.</param>
    /// <param name="Whole">Whether the whole string must follow it (<c>match</c>) or any part of it (<c>search</c>).</param>
    public sealed record Matches(Comparable Text, Comparable Pattern, bool Whole) : FilterExpression
    {
        /// <summary>The regular expression. It is fixed at construction, because a literal one is compiled once per query.</summary>
        public Comparable Pattern { get; } = Pattern;

        /// <summary>Whether the whole string must follow it (<c>match</c>) or any part of it (<c>search</c>); fixed like the pattern.</summary>
        public bool Whole { get; } = Whole;

        readonly Lazy<Regexp?> compiled = new(() => Pattern is Comparable.Literal { Constant.ValueKind: JsonValueKind.String } literal
            ? Regexp.TryParse(JsonText.Decode(literal.Constant), Whole)
            : null);

        /// <summary>The regular expression made of a pattern that is a literal; null when that is not a valid one, or for any other pattern.</summary>
        internal Regexp? Compiled => compiled.Value;
    }
}
