using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Takes conditions apart.</summary>
static class ConditionParts
{
    /// <summary>The parts that are no <c>&amp;&amp;</c>, <c>||</c> or <c>!</c>, in their order. What stands in filters is not among them.</summary>
    internal static IEnumerable<Condition> Atoms(Condition condition) => condition switch
    {
        Condition.All(var parts) => parts.SelectMany(Atoms),
        Condition.Any(var parts) => parts.SelectMany(Atoms),
        Condition.Not(var part) => Atoms(part),
        _ => [condition],
    };

    /// <summary>The conditions that must hold, one by one, for a condition to hold.</summary>
    internal static IEnumerable<Condition> Conjuncts(Condition condition) => condition switch
    {
        Condition.All(var parts) => parts.SelectMany(Conjuncts),
        Condition.Not(Condition.Not(var part)) => Conjuncts(part),
        Condition.Not(Condition.Any(var parts)) => parts.SelectMany(part => Conjuncts(new Condition.Not(part))),
        _ => [condition],
    };

    /// <summary>The condition about other places, those in filters left alone.</summary>
    internal static Condition Moved(Condition condition, Func<Place, Place> move) => condition switch
    {
        Condition.All(var parts) => new Condition.All([.. parts.Select(part => Moved(part, move))]),
        Condition.Any(var parts) => new Condition.Any([.. parts.Select(part => Moved(part, move))]),
        Condition.Not(var part) => new Condition.Not(Moved(part, move)),
        Condition.Holds(var place, var truthy) => new Condition.Holds(move(place), truthy),
        Condition.Matches(var place, var pattern, var whole) => new Condition.Matches(move(place), pattern, whole),
        Condition.XPath(var place, var expression) => new Condition.XPath(move(place), expression),
        Condition.Compare(var left, var sign, var right, var exact) => new Condition.Compare(Moved(left, move), sign, Moved(right, move), exact),
        _ => condition,
    };

    /// <summary>The comparison with values in the place of those sides that have one; any other condition as it is.</summary>
    internal static Condition Bound(Condition condition, Func<Place, JsonNode?> value) => condition switch
    {
        Condition.All(var parts) => new Condition.All([.. parts.Select(part => Bound(part, value))]),
        Condition.Any(var parts) => new Condition.Any([.. parts.Select(part => Bound(part, value))]),
        Condition.Not(var part) => new Condition.Not(Bound(part, value)),
        Condition.Compare(var left, var sign, var right, var exact) => new Condition.Compare(Bound(left, value), sign, Bound(right, value), exact),
        _ => condition,
    };

    static Term Bound(Term term, Func<Place, JsonNode?> value) =>
        term is Term.At(var place) && value(place) is { } known ? new Term.Literal(known.DeepClone()) : term;

    static Term Moved(Term term, Func<Place, Place> move) => term switch
    {
        Term.At(var place) => new Term.At(move(place)),
        Term.Length(var place) => new Term.Length(move(place)),
        Term.Count(var place) => new Term.Count(move(place)),
        Term.Filled(var parts) => new Term.Filled([.. parts.Select(part => Moved(part, move))]),
        _ => term,
    };

    /// <summary>The places that a condition names, those in filters left out.</summary>
    internal static IEnumerable<Place> Places(Condition condition) => Atoms(condition).SelectMany(atom => atom switch
    {
        Condition.Holds(var place, _) => [place],
        Condition.Matches(var place, _, _) => [place],
        Condition.XPath(var place, _) => [place],
        Condition.Compare(var left, _, var right, _) => Places(left).Concat(Places(right)),
        _ => ImmutableArray<Place>.Empty,
    });

    /// <summary>The places that a term names.</summary>
    internal static IEnumerable<Place> Places(Term term) => term switch
    {
        Term.At(var place) => [place],
        Term.Length(var place) => [place],
        Term.Count(var place) => [place],
        Term.Filled(var parts) => parts.SelectMany(Places),
        _ => ImmutableArray<Place>.Empty,
    };
}
