using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>
/// Changes a draft until conditions hold of it. Condition by condition it tries the values that the conditions speak of at the places that
/// they name, the fewest changes first, and keeps the first try after which all conditions so far hold. The same draft and conditions give
/// the same answer.
/// </summary>
static class DraftSolver
{
    /// <summary>How many tries one condition may take.</summary>
    internal const int MaxTries = 2_000;

    /// <summary>A copy of <paramref name="subject"/> of which all of <paramref name="conditions"/> hold; null when none was found.</summary>
    internal static Subject? Solve(Subject subject, SchemaGuide guide, IEnumerable<Condition> conditions)
    {
        var wanted = conditions.SelectMany(ConditionParts.Conjuncts).ToList();
        var current = subject;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (current.Scene.Judge(wanted[i]))
                continue;
            var held = wanted.Take(i + 1).ToList();
            if (Try(current, guide, KnobFinder.Find(current, guide, wanted[i], wanted), held) is not { } better)
                return Together(subject, guide, wanted);
            current = better;
        }
        return current;
    }

    /// <summary>A copy of an item of which a condition holds, or does not; null when none was found.</summary>
    internal static JsonNode? MakeItem(Scene scene, JsonNode? item, SchemaGuide guide, Condition condition, bool holds)
    {
        var subject = new Subject.Item(scene, item?.DeepClone());
        return Solve(subject, guide, [holds ? condition : new Condition.Not(condition)])?.Root?.DeepClone();
    }

    // One after the other has led into a dead end: all places at once.
    static Subject? Together(Subject subject, SchemaGuide guide, IReadOnlyList<Condition> wanted) =>
        wanted.Count < 2 ? null : Try(subject, guide, KnobFinder.Find(subject, guide, new Condition.All([.. wanted]), wanted), wanted);

    static Subject? Try(Subject subject, SchemaGuide guide, ImmutableArray<Knob> knobs, IReadOnlyList<Condition> wanted)
    {
        var turns = new int[knobs.Length];
        for (var tries = 0; tries < MaxTries && Advance(turns, knobs); tries++)
        {
            var attempt = subject.Copy();
            for (var i = 0; i < knobs.Length; i++)
                Apply(attempt, guide, knobs[i].Place, knobs[i].Changes[turns[i]]);
            if (wanted.All(attempt.Scene.Judge))
                return attempt;
        }
        return null;
    }

    static bool Advance(int[] turns, ImmutableArray<Knob> knobs)
    {
        for (var i = 0; i < turns.Length; i++)
        {
            if (++turns[i] < knobs[i].Changes.Count)
                return true;
            turns[i] = 0;
        }
        return false;
    }

    static void Apply(Subject subject, SchemaGuide guide, Place place, Change change)
    {
        if (change is Change.Keep)
            return;
        if (place.Origin is Origin.Header(var name))
            ApplyHeader(((Subject.Response)subject).Draft, name, change);
        else
            subject.Root = new NodeEdits(subject.Scene).Apply(subject.Root, place.Path.AsSpan(), guide, change);
    }

    static void ApplyHeader(Draft draft, string name, Change change)
    {
        switch (change)
        {
            case Change.Put(var value):
                draft.SetHeader(name, Scene.Text(value));
                break;
            case Change.Remove:
                draft.RemoveHeader(name);
                break;
            case Change.Resize(var length):
                draft.SetHeader(name, new string('x', length));
                break;
        }
    }
}
