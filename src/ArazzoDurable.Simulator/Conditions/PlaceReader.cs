using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Reads runtime expressions (Arazzo 1.0.1, Runtime Expressions) in a way of the simulator's own.</summary>
static class PlaceReader
{
    /// <summary>The place that a whole text names; null when it is no expression.</summary>
    internal static Place? Read(string text)
    {
        if (text is not ['$', _, ..] || text.AsSpan().ContainsAny(" {}\t\n"))
            return null;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var head = hash < 0 ? text : text[..hash];
        if (Head(head) is not { } place)
            return null;
        if (hash < 0)
            return place;
        return Pointer(text[(hash + 1)..]) is { } path ? place.Then(path) : null;
    }

    /// <summary>The way that a JSON Pointer describes; null when it is none.</summary>
    internal static ImmutableArray<Segment>? Pointer(string text) => JsonPointer.TryParse(text, out var pointer)
        ? [.. pointer.Tokens.Select(token => new Segment.Name(token))]
        : null;

    static Place? Head(string text)
    {
        var names = Split(text[1..]);
        return names switch
        {
            ["statusCode"] => Place.Of(new Origin.Status()),
            ["method"] => Place.Of(new Origin.Method()),
            ["response", "body", .. var path] => At(new Origin.Body(), path),
            ["response", "header", .. [_, ..] name] => Place.Of(new Origin.Header(string.Join('.', name))),
            ["request", "body", .. var path] => At(new Origin.Request("body"), path),
            ["request", "header" or "query" or "path", .. [_, ..] name] => At(new Origin.Request(names[1]), [string.Join('.', name)]),
            ["inputs", .. var path] => At(new Origin.Inputs(), path),
            ["outputs", .. var path] => At(new Origin.Outputs(), path),
            ["steps", var step, "outputs", .. var path] => At(new Origin.StepOutputs(step), path),
            ["workflows", var workflow, "outputs", .. var path] => At(new Origin.WorkflowOutputs(workflow), path),
            ["workflows", var workflow, "inputs", .. var path] => At(new Origin.WorkflowInputs(workflow), path),
            ["sourceDescriptions", var source, var workflow, "outputs", .. var path] => At(new Origin.SourceWorkflowOutputs(source, workflow), path),
            ["url" or "self" or "sourceDescriptions" or "components" or "message", ..] => Place.Of(new Origin.Elsewhere(text)),
            _ => null,
        };
    }

    static Place At(Origin origin, string[] path) => new(origin, [.. path.Select(Step)]);

    static Segment Step(string name) => name is ['[', .. var index, ']']
        ? int.TryParse(index, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position)
            ? new Segment.Index(position)
            : new Segment.Name(index.Trim('\'', '"'))
        : new Segment.Name(name);

    // `a.b[0].c` is a, b, [0], c.
    static string[] Split(string text) =>
        [.. text.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries)];
}
