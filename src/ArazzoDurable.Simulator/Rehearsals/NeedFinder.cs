using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Finds what the responses of a workflow's steps must have for the outputs, parameters and bodies that read them.</summary>
sealed class NeedFinder
{
    readonly Workflow workflow;
    readonly Dictionary<string, Dictionary<string, Need>> needs = new(StringComparer.Ordinal);

    NeedFinder(Workflow workflow) => this.workflow = workflow;

    /// <summary>The needs of each step, by its id.</summary>
    internal static ImmutableDictionary<string, ImmutableArray<Need>> Find(Workflow workflow, IEnumerable<PlayedStep> steps)
    {
        var finder = new NeedFinder(workflow);
        foreach (var step in steps)
            finder.Read(step);
        foreach (var place in workflow.Outputs.SelectMany(output => Values.Places(output.Value)))
            finder.Add(place, null);
        foreach (var step in workflow.Steps)
        {
            foreach (var place in step.Outputs.SelectMany(output => Values.Places(output.Value)))
                finder.Add(step.StepId, place, null);
        }
        return finder.needs.ToImmutableDictionary(
            entry => entry.Key, entry => entry.Value.Values.OrderBy(need => need.Place.Path.Length).ToImmutableArray(), StringComparer.Ordinal);
    }

    void Read(PlayedStep step)
    {
        foreach (var parameter in step.Parameters.OrderBy(parameter => parameter.In is ParameterPlace.Path ? 0 : 1))
            Read(parameter.Value.Node, step.Operation is { } operation ? Schema(operation, parameter) : null);
        if (step.Step.RequestBody is not { } body)
            return;
        var guide = step.Operation is { RequestSchema: { } schema } called ? new SchemaGuide(called.Document, schema) : null;
        if (body.Payload is { } payload)
            Read(payload.Node, guide);
        foreach (var replacement in body.Replacements)
            Read(replacement.Value.Node, guide is not null && PlaceReader.Pointer(replacement.Target.Value) is { } path ? guide.At(path.AsSpan()) : null);
    }

    void Read(Node node, SchemaGuide? reader)
    {
        switch (node)
        {
            case Node.Mapping mapping when Values.Whole(mapping) is null:
                foreach (var member in mapping.Members)
                    Read(member.Value, reader?.Below(new Segment.Name(member.Name)));
                break;
            case Node.Sequence(var items, _):
                foreach (var item in items)
                    Read(item, reader?.Below(new Segment.Every()));
                break;
            default:
                foreach (var place in Values.Places(node))
                    Add(place, Values.Whole(node) is null ? null : reader);
                break;
        }
    }

    void Add(Place place, SchemaGuide? reader)
    {
        if (place is not { Origin: Origin.StepOutputs(var stepId), Path: [Segment.Name, ..] })
            return;
        // An output's name may hold dots.
        for (var length = place.Path.Length; length > 0; length--)
        {
            var name = string.Join('.', place.Path.Take(length).Select(segment => (segment as Segment.Name)?.Text));
            var output = workflow.Steps.FirstOrDefault(step => step.StepId == stepId)?.Outputs.FirstOrDefault(output => output.Name == name);
            if (output is not null && Values.Whole(output.Value) is { } read)
            {
                Add(stepId, read.Then(place.Path[length..]), reader);
                return;
            }
        }
    }

    void Add(string stepId, Place place, SchemaGuide? reader)
    {
        if (place.Origin is not (Origin.Body or Origin.Header) || !(place.IsSingular || place.Path is [Segment.XPath]))
            return;
        if (!needs.TryGetValue(stepId, out var known))
            needs[stepId] = known = new Dictionary<string, Need>(StringComparer.Ordinal);
        if (!known.TryGetValue(place.Key, out var need) || need.Reader is null)
            known[place.Key] = new Need(place, reader is { Schema: not null } ? reader : null);
    }

    static SchemaGuide? Schema(Operation operation, Parameter parameter)
    {
        var described = operation.Parameters.Cast<JsonElement?>().FirstOrDefault(other =>
            other!.Value.Text("name") == parameter.Name && string.Equals(other.Value.Text("in"), parameter.In.ToString(), StringComparison.OrdinalIgnoreCase));
        return described?.Member("schema") is { } schema ? new SchemaGuide(operation.Document, schema) : null;
    }
}
