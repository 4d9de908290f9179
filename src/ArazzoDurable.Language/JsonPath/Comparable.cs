using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>
/// What stands for one value, or for none, in a comparison or as an argument of a function (RFC 9535, 2.3.5.1 and 2.4). The functions
/// that give a value are cases of their own, so that an ill-typed expression cannot be built.
/// </summary>
public abstract record Comparable
{
    /// <summary>A string, number, boolean or null that the query states.</summary>
    /// <param name="Constant">The value; a number keeps its digits.</param>
    public sealed record Literal(JsonElement Constant) : Comparable;

    /// <summary>The value that a singular query selects, or nothing.</summary>
    /// <param name="Query">The query; it is singular.</param>
    public sealed record Singular(JsonPathQuery Query) : Comparable;

    /// <summary><c>length(…)</c>: the characters of a string, the elements of an array, the members of an object, else nothing.</summary>
    /// <param name="Of">The value.</param>
    public sealed record Length(Comparable Of) : Comparable;

    /// <summary><c>count(…)</c>: how many nodes a query selects.</summary>
    /// <param name="Of">The query.</param>
    public sealed record Count(JsonPathQuery Of) : Comparable;

    /// <summary><c>value(…)</c>: the only node that a query selects, else nothing.</summary>
    /// <param name="Of">The query.</param>
    public sealed record Value(JsonPathQuery Of) : Comparable;
}
