using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>What the schema of a body says of the places in it.</summary>
/// <param name="Document">The document that the schema belongs to.</param>
/// <param name="Schema">The schema; null when there is none.</param>
sealed record SchemaGuide(JsonElement Document, JsonElement? Schema)
{
    /// <summary>The values that the schema enumerates.</summary>
    internal IEnumerable<JsonNode?> Enumeration => View is { } view && view["enum"] is { ValueKind: JsonValueKind.Array } values
        ? values.EnumerateArray().Select(value => value.Copy())
        : [];

    SchemaView? View => Schema is { } schema ? SchemaView.Of(Document, schema, []) : null;

    /// <summary>A value that the schema allows; null when there is none, or no schema.</summary>
    internal JsonNode? Make() => Schema is { } schema ? SchemaBody.Make(Document, schema) : null;

    /// <summary>What the schema says of the place that a path leads to.</summary>
    internal SchemaGuide At(ReadOnlySpan<Segment> path)
    {
        var guide = this;
        foreach (var segment in path)
            guide = guide.Below(segment);
        return guide;
    }

    /// <summary>What the schema says of the values one segment further.</summary>
    internal SchemaGuide Below(Segment segment)
    {
        if (View is not { } view)
            return this with { Schema = null };
        return this with
        {
            Schema = segment switch
            {
                Segment.Name(var name) when view.Properties.FirstOrDefault(property => property.Key == name) is { Key: not null } property => property.Value,
                Segment.Name(var name) when view["items"] is { } items && name.All(char.IsAsciiDigit) => items,
                Segment.Name => view["additionalProperties"],
                _ => view["items"] ?? view["additionalProperties"],
            },
        };
    }
}
