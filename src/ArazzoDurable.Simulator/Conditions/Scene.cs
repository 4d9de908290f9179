using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>A response, or the item of a filter, among its surroundings: finds what places name.</summary>
/// <param name="Response">The response.</param>
/// <param name="Surroundings">The values beside it.</param>
sealed record Scene(IResponse Response, Surroundings Surroundings)
{
    /// <summary>Whether a filter may be meant for an object itself instead of its children, as documents of 1.0 write it.</summary>
    internal bool IsLenient => Surroundings.IsLenient;

    /// <summary>The item of the filter that is looked at.</summary>
    internal JsonNode? Item { get; init; }

    /// <summary>The value at a place, missing and null alike; of several, the first.</summary>
    internal JsonNode? Value(Place place) => Find(place) is [var first, ..] ? first : null;

    /// <summary>The value of a term; null when it has none.</summary>
    internal JsonNode? Value(Term term) => term switch
    {
        Term.Literal(var value) => value,
        Term.At(var place) => Value(place),
        Term.Length(var place) => Length(place),
        Term.Count(var place) => JsonValue.Create((decimal)Count(place)),
        Term.Filled(var parts) => JsonValue.Create(string.Concat(parts.Select(part => Text(Value(part))))),
        _ => null,
    };

    /// <summary>All that a place names: nothing, or values of which each may be null.</summary>
    internal IReadOnlyList<JsonNode?> Find(Place place)
    {
        var isResponse = place.Origin is Origin.Body or Origin.Item;
        if (Start(place.Origin) is not { } start)
            return [];
        var path = place.Path.AsSpan();
        var found = new List<JsonNode?> { start[0] };
        // Names of outputs and inputs may hold dots: the longest that is there is meant.
        if (!isResponse && start[0] is JsonObject declared && LongestName(declared, place.Path) is (var name, var length))
        {
            found = [declared[name]];
            path = path[length..];
        }
        for (var i = 0; i < path.Length && found.Count > 0; i++)
            found = [.. Step(found, path[i], isFirst: i == 0 && place.Origin is Origin.Body)];
        return found;
    }

    /// <summary>A value as a text; nothing for null.</summary>
    internal static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    JsonNode?[]? Start(Origin origin) => origin switch
    {
        Origin.Status => Response.Status is { } status ? [JsonValue.Create((decimal)status)] : null,
        Origin.Body => Response.HasBody ? [Response.Body] : null,
        Origin.Header(var name) => Response.Headers.TryGetValue(name, out var value) ? [JsonValue.Create(value)] : null,
        Origin.Item => [Item],
        _ => Surroundings.Root(origin) is { } root ? [root] : null,
    };

    static (string Name, int Length)? LongestName(JsonObject declared, ImmutableArray<Segment> path)
    {
        var names = path.TakeWhile(segment => segment is Segment.Name).Select(segment => ((Segment.Name)segment).Text).ToList();
        for (var length = names.Count; length > 1; length--)
        {
            if (string.Join('.', names.Take(length)) is var name && declared.ContainsKey(name))
                return (name, length);
        }
        return null;
    }

    IEnumerable<JsonNode?> Step(List<JsonNode?> from, Segment segment, bool isFirst) => segment switch
    {
        Segment.Name(var name) => from.SelectMany(node => Member(node, name)),
        Segment.Index(var position) => from.SelectMany(node => Element(node, position)),
        Segment.Every => from.SelectMany(Children),
        Segment.Below => from.SelectMany(Descendants),
        Segment.Where(var condition) => from.SelectMany(node => Selected(node, condition, isFirst)),
        Segment.XPath(var expression) => from.SelectMany(node => XmlQuery.Select(node, expression)),
        _ => [],
    };

    static IEnumerable<JsonNode?> Member(JsonNode? node, string name) => node switch
    {
        JsonObject members => members.TryGetPropertyValue(name, out var value) ? [value] : [],
        JsonArray elements when int.TryParse(name, out var position) => Element(elements, position),
        _ => [],
    };

    static IEnumerable<JsonNode?> Element(JsonNode? node, int position)
    {
        if (node is not JsonArray elements)
            return [];
        var index = position < 0 ? elements.Count + position : position;
        return index >= 0 && index < elements.Count ? [elements[index]] : [];
    }

    static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray elements => elements,
        _ => [],
    };

    static IEnumerable<JsonNode?> Descendants(JsonNode? node) => Children(node).SelectMany(Descendants).Prepend(node);

    IEnumerable<JsonNode?> Selected(JsonNode? node, Condition condition, bool isFirst)
    {
        if (isFirst && node is JsonObject body && IsMeantForItself(body, condition))
            return (this with { Item = body }).Judge(condition) ? [body] : [];
        return Children(node).Where(child => (this with { Item = child }).Judge(condition));
    }

    /// <summary>Whether a filter looks at an object itself, since no child has a member that it names.</summary>
    internal bool IsMeantForItself(JsonObject body, Condition condition)
    {
        var names = ConditionParts.Places(condition).Where(place => place is { Origin: Origin.Item, Path: [Segment.Name, ..] })
            .Select(place => ((Segment.Name)place.Path[0]).Text).ToList();
        return IsLenient && !body.Any(child => child.Value is JsonObject members && names.Exists(members.ContainsKey));
    }

    decimal LengthOf(JsonNode? node) => node switch
    {
        JsonArray elements => elements.Count,
        JsonObject members => members.Count,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().EnumerateRunes().Count(),
        _ => 0,
    };

    JsonNode? Length(Place place)
    {
        if (!place.IsSingular)
            return JsonValue.Create((decimal)Find(place).Count);
        var value = Value(place);
        return value is JsonObject members && members.TryGetPropertyValue("length", out var own) ? own : JsonValue.Create(LengthOf(value));
    }

    // Documents count the elements of an array with it; RFC 9535 counts what the query selects.
    int Count(Place place) => IsLenient && place.IsSingular && Value(place) is JsonArray elements ? elements.Count : Find(place).Count;

    /// <summary>Whether a condition holds.</summary>
    internal bool Judge(Condition condition) => condition switch
    {
        Condition.All(var parts) => parts.All(Judge),
        Condition.Any(var parts) => parts.Any(Judge),
        Condition.Not(var part) => !Judge(part),
        Condition.Always => true,
        Condition.Holds(var place, false) => Find(place).Count > 0,
        Condition.Holds(var place, true) => Value(place) is { } value && value.GetValueKind() != JsonValueKind.False,
        Condition.Matches(var place, var pattern, var whole) => Patterns.Holds(Find(place), Filling.Read(pattern) is Term.Filled text ? Scene.Text(Value(text)) : pattern, whole),
        Condition.XPath(var place, var expression) => XmlQuery.Holds(Value(place), Filling.XPath(expression, this)),
        Condition.Compare { Exact: true } compare => ExactComparison.Holds(Values(compare.Left), compare.Operator, Values(compare.Right)),
        Condition.Compare(var left, var sign, var right, _) => LooseComparison.Holds(Value(left), sign, Value(right)),
        _ => false,
    };

    IReadOnlyList<JsonNode?> Values(Term term) => term is Term.At(var place) ? Find(place) : [Value(term)];
}
