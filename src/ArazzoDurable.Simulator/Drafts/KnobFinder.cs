using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>Finds the places at which a subject may be changed so that a condition holds, and the changes that conditions speak of.</summary>
/// <param name="subject">The subject.</param>
/// <param name="guide">What the schema says of it.</param>
sealed class KnobFinder(Subject subject, SchemaGuide guide)
{
    const string Other = "other";

    readonly Dictionary<string, Knob> knobs = new(StringComparer.Ordinal);

    /// <summary>The places of <paramref name="wanted"/>, the outer ones first; the changes come from all of <paramref name="spoken"/>.</summary>
    internal static ImmutableArray<Knob> Find(Subject subject, SchemaGuide guide, Condition wanted, IEnumerable<Condition> spoken)
    {
        var finder = new KnobFinder(subject, guide);
        finder.Collect(wanted);
        var own = finder.knobs.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var condition in spoken)
            finder.Collect(condition);
        var found = finder.knobs.Where(knob => own.Contains(knob.Key)).Select(knob => knob.Value).OrderBy(knob => knob.Place.Path.Length).ToImmutableArray();
        foreach (var knob in found)
            finder.AddTheUsual(knob);
        return found;
    }

    void Collect(Condition condition)
    {
        foreach (var atom in ConditionParts.Atoms(condition))
        {
            switch (atom)
            {
                case Condition.Compare(var left, _, var right, _):
                    Side(left, right);
                    Side(right, left);
                    break;
                case Condition.Holds(var place, _):
                    Whether(place);
                    break;
                case Condition.XPath(var place, var expression) when place.Path.IsEmpty && Owned(place, $"xpath {expression}") is { } knob:
                    AddShapes(knob, Filling.XPath(expression, subject.Scene));
                    break;
                case Condition.Matches(var place, var pattern, _) when Owned(place, "value") is { } knob:
                    if (PatternSample.Make(pattern) is { } sample)
                        knob.Add(new Change.Put(JsonValue.Create(sample)));
                    break;
            }
        }
    }

    void Side(Term term, Term other)
    {
        switch (term)
        {
            case Term.At(var place) when place.IsSingular && Owned(place, "value") is { } knob:
                Near(knob, subject.Scene.Value(other));
                break;
            case Term.At(var place) when Owned(place, "query") is { } knob:
                knob.Add(new Change.Put(subject.Scene.Value(other)?.DeepClone()));
                AddQuery(knob);
                break;
            case Term.Length(var place) when place.IsSingular:
                Long(place, other);
                break;
            case Term.Count(var place) when place.IsSingular:
                Long(place, other);
                Whether(place);
                break;
            case Term.Length(var place) when Owned(place, "query") is { } knob:
                AddQuery(knob);
                break;
            case Term.Count(var place) when Owned(place, "query") is { } knob:
                AddQuery(knob);
                break;
        }
    }

    void Long(Place place, Term other)
    {
        if (Numbers.Of(subject.Scene.Value(other)) is not { } length || Math.Abs(length) > NodeEdits.MaxLength || Owned(place, "length") is not { } knob)
            return;
        foreach (var near in ImmutableArray.Create(length, length + 1, length - 1))
        {
            if (near >= 0)
                knob.Add(new Change.Resize((int)near));
        }
        if (place.IsSingular && subject.Scene.Value(place) is JsonObject members && members.ContainsKey("length"))
            Side(new Term.At(place.Then([new Segment.Name("length")])), other);
    }

    void Whether(Place place)
    {
        if (place.IsSingular)
        {
            if (Owned(place, "value") is { } knob && guide.At(place.Path.AsSpan()).Make() is { } made)
                knob.Add(new Change.Put(made));
            return;
        }
        // A filter may be meant for the body itself: then what it names are members of the body.
        if (place is { Origin: Origin.Body, Path: [Segment.Where(var condition), ..] } && subject.Root is JsonObject)
            Collect(ConditionParts.Moved(condition, OfBody));
        if (Owned(place, "query") is { } query)
            AddQuery(query);
    }

    static void AddShapes(Knob knob, string expression)
    {
        if (XPathReader.Read(expression) is not { } shape)
            return;
        for (var choice = 0; choice < XPathShape.Choices; choice++)
        {
            knob.Add(new Change.Shape(shape, true, choice));
            knob.Add(new Change.Shape(shape, false, choice));
        }
    }

    static void AddQuery(Knob knob)
    {
        knob.Add(new Change.Select());
        knob.Add(new Change.Unselect());
        knob.Add(new Change.Empty());
    }

    static void Near(Knob knob, JsonNode? value)
    {
        knob.Add(new Change.Put(value?.DeepClone()));
        if (value?.GetValueKind() == JsonValueKind.Number && Numbers.Of(value) is { } number and > -1e18m and < 1e18m)
        {
            knob.Add(new Change.Put(JsonValue.Create(number + 1)));
            knob.Add(new Change.Put(JsonValue.Create(number - 1)));
        }
        if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            knob.Add(new Change.Put(JsonValue.Create(value.GetValueKind() is JsonValueKind.False)));
    }

    // Last come the changes that no condition speaks of.
    void AddTheUsual(Knob knob)
    {
        if (!knob.Place.IsSingular || knob.Changes.Any(change => change is Change.Resize or Change.Shape))
            return;
        foreach (var value in guide.At(knob.Place.Path.AsSpan()).Enumeration)
            knob.Add(new Change.Put(value));
        foreach (var value in ImmutableArray.Create<JsonNode>(Other, true, 1m))
            knob.Add(new Change.Put(value));
        knob.Add(new Change.Remove());
    }

    Knob? Owned(Place place, string kind)
    {
        if (!subject.Owns(place.Origin) && !(place.Origin is Origin.Header && subject is Subject.Response))
            return null;
        var key = $"{kind} {place.Key}";
        if (!knobs.TryGetValue(key, out var knob))
            knobs[key] = knob = new Knob(place);
        return knob;
    }

    static Place OfBody(Place place) => place.Origin is Origin.Item ? place with { Origin = new Origin.Body() } : place;
}
