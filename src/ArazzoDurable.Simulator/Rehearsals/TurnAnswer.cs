using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Makes the answer to a step's call with which the step takes the turn that is wanted.</summary>
static class TurnAnswer
{
    const string RetryAfter = "Retry-After";

    // Failures that APIs describe for "not yet" and "not now" come first.
    static readonly ImmutableArray<int> Transient = [202, 409, 404, 425, 429, 503, 500, 502, 504, 408];
    static readonly ImmutableArray<int> Successes = [200, 201, 202, 204];

    /// <summary>The answer; null when no answer makes the step take that turn.</summary>
    /// <param name="step">The step.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="surroundings">The values before it.</param>
    /// <param name="wishes">What others demand of the response for their own success; given up if it cannot be had.</param>
    /// <param name="expected">What is said of the last status by the one who waits for the workflow; such a status is preferred.</param>
    internal static Draft? Make(PlayedStep step, Turn turn, Surroundings surroundings, ImmutableArray<Condition> wishes, Condition? expected = null)
    {
        var statuses = Statuses(step, turn);
        if (expected is not null)
            statuses = ConditionParts.Atoms(expected).SelectMany(Spoken).Where(status => new Scene(new StatusOnly(status), surroundings).Judge(expected)).Concat(statuses).Distinct();
        foreach (var status in statuses)
        {
            if (Make(step, turn, status, surroundings, wishes) is { } draft)
                return draft;
        }
        return null;
    }

    static Draft? Make(PlayedStep step, Turn turn, int status, Surroundings surroundings, ImmutableArray<Condition> wishes)
    {
        var operation = step.Operation!;
        var guide = new SchemaGuide(operation.Document, DescribedAnswer.Schema(operation, status));
        var subject = new Subject.Response(Draft.Of(operation, status, IsXml(step, turn, wishes)), surroundings);
        if (!StatusFits(subject, turn))
            return null;
        // An answer has what is read of it later, unless the conditions ask for the contrary.
        var filled = subject.Draft.MayHaveBody ? Filled(step, subject, guide) : subject;
        var found = DraftSolver.Solve(filled, guide, [.. turn.Wanted, .. wishes])
            ?? DraftSolver.Solve(filled, guide, turn.Wanted)
            ?? DraftSolver.Solve(subject, guide, turn.Wanted);
        if ((found as Subject.Response)?.Draft is not { } solved)
            return null;
        if (turn.KeepsLoop && !turn.Wanted.SelectMany(ConditionParts.Places).Any(place => place.Origin is Origin.Header(var name) && name.Equals(RetryAfter, StringComparison.OrdinalIgnoreCase)))
            solved.SetHeader(RetryAfter, "0");
        return solved;
    }

    // What XPath looks into is XML, whatever is described.
    static bool IsXml(PlayedStep step, Turn turn, ImmutableArray<Condition> wishes) =>
        turn.Wanted.Concat(wishes).SelectMany(ConditionParts.Atoms).Any(atom => atom is Condition.XPath { Place.Origin: Origin.Body } || ConditionParts.Places(atom).Any(IsXml))
        || step.Needs.Any(need => IsXml(need.Place));

    static bool IsXml(Place place) => place is { Origin: Origin.Body, Path: [Segment.XPath, ..] };

    // Conditions of the status alone are decided before a body is thought of.
    static bool StatusFits(Subject.Response subject, Turn turn) => turn.Wanted.All(condition =>
        !ConditionParts.Atoms(condition).SelectMany(ConditionParts.Places).All(place => place.Origin is Origin.Status) || subject.Scene.Judge(condition));

    static Subject.Response Filled(PlayedStep step, Subject.Response subject, SchemaGuide guide)
    {
        var filled = (Subject.Response)subject.Copy();
        var isXml = subject.Draft.ContentType is { } contentType && MediaType.IsXml(contentType);
        foreach (var need in step.Needs)
        {
            // A path into XML has no value, and would make another body of it.
            if (!isXml || need.Place.Origin is Origin.Header || IsXml(need.Place))
                Fill(filled, need, guide);
        }
        return filled;
    }

    static void Fill(Subject.Response subject, Need need, SchemaGuide guide)
    {
        if (!IsLacking(subject.Scene.Value(need.Place), need.Reader))
            return;
        var described = need.Place.Origin is Origin.Body ? guide.At(need.Place.Path.AsSpan()).Make() : null;
        var value = IsLacking(described, need.Reader) ? need.Reader?.Make() ?? JsonValue.Create("string") : described;
        if (need.Place.Origin is Origin.Header(var name))
            subject.Draft.SetHeader(name, Scene.Text(value));
        else
            subject.Root = new NodeEdits(subject.Scene).Apply(subject.Root, need.Place.Path.AsSpan(), guide, new Change.Put(value));
    }

    static bool IsLacking(JsonNode? value, SchemaGuide? reader) => value is null
        || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0)
        || (value is JsonObject or JsonArray && reader?.Make() is JsonValue);

    static IEnumerable<int> Statuses(PlayedStep step, Turn turn)
    {
        var described = step.Operation!.Responses?.EnumerateObject().Select(response => Status(response.Name)).OfType<int>().Order().ToList() ?? [];
        var spoken = turn.Wanted.SelectMany(ConditionParts.Atoms).SelectMany(Spoken).Where(status => status is >= 200 and <= 599).ToList();
        var good = described.Where(status => status < 300);
        var bad = described.Where(status => status is >= 300 or 202).OrderBy(status => Transient.IndexOf(status) is var rank and >= 0 ? rank : status);
        var readsMore = step.Success is { } success && ConditionParts.Places(success).Any(place => place.Origin is not Origin.Status);
        var order = turn.Succeeds
            ? [.. good, .. spoken.Order(), .. Successes, .. described]
            : (IEnumerable<int>)[.. readsMore ? good : [], .. bad, .. spoken.OrderDescending(), .. Transient, .. good];
        return order.Distinct();
    }

    static int? Status(string name) => name is [>= '2' and <= '5', 'X' or 'x', 'X' or 'x']
        ? (name[0] - '0') * 100
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599 ? status : null;

    static IEnumerable<int> Spoken(Condition atom) => atom switch
    {
        Condition.Compare(Term.At { Place.Origin: Origin.Status }, _, Term.Literal(var value), _) when Numbers.Of(value) is { } number => Near(number),
        Condition.Compare(Term.Literal(var value), _, Term.At { Place.Origin: Origin.Status }, _) when Numbers.Of(value) is { } number => Near(number),
        Condition.Matches({ Origin: Origin.Status }, var pattern, _) when PatternSample.Make(pattern) is { } sample && Numbers.Read(sample) is { } number => Near(number),
        _ => [],
    };

    static IEnumerable<int> Near(decimal number) => Math.Abs(number) > 1_000 ? [] : [(int)number, (int)number + 1, (int)number - 1];
}
