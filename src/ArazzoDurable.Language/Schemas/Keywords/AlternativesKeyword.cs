using System.Collections.Immutable;
using System.Globalization;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>anyOf</c> and <c>oneOf</c>. Their failure is told in one message that sums up the alternatives.</summary>
sealed class AlternativesKeyword(SchemaNode owner, string name, ImmutableArray<SchemaNode> schemas) : Keyword(owner, name)
{
    const int MostTold = 3;

    readonly bool isExclusive = name is "oneOf";

    internal override bool Evaluate(in Frame frame)
    {
        var reasons = frame is { Tells: true, Sink.IsBrief: false } ? new List<SchemaViolation>() : null;
        var matches = new List<int>();
        for (var i = 0; i < schemas.Length; i++)
        {
            var sink = reasons?.Count == i && i < MostTold ? new ViolationSink(1, isBrief: true) : null;
            if (schemas[i].Apply(frame with { Sink = sink }))
                matches.Add(i + 1);
            else if (sink?.Violations is [var first, ..])
                reasons?.Add(first);
        }
        // All alternatives are tried even when one has matched: each adds to what was evaluated.
        if (matches.Count == 1 || (matches.Count > 1 && !isExclusive))
            return true;
        return frame.Tells && frame.Fail(this, matches.Count == 0 ? None(reasons, InstancePath.ToPointer(frame.Path).ToString()) : TooMany(matches));
    }

    internal override void AddInPlace(List<SchemaNode> into, Reach reach)
    {
        if (reach is not Reach.Certain)
            into.AddRange(schemas);
    }

    string None(List<SchemaViolation>? reasons, string place)
    {
        var summary = $"matches none of {Found.Count(schemas.Length, "alternative")}";
        if (reasons is null or [])
            return summary;
        var told = reasons.Select((reason, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}) {Reason(reason, place)}"));
        return $"{summary}: {string.Join("; ", told)}{(schemas.Length > reasons.Count ? "; …" : "")}";
    }

    string TooMany(List<int> matches) =>
        FormattableString.Invariant($"expected exactly one of {Found.Count(schemas.Length, "alternative")} to match, found {matches.Count}: {string.Join(", ", matches)}");

    static string Reason(SchemaViolation reason, string place)
    {
        var inside = reason.Instance.ToString()[place.Length..];
        return inside.Length == 0 ? reason.Message : $"{inside}: {reason.Message}";
    }
}
