using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Makes up the inputs that a workflow cannot do without, from their schema.</summary>
public static class RehearsedInputs
{
    // What a schema that says nothing more than "string" is answered with.
    const string AnyText = "string";

    /// <summary>
    /// Values for the inputs that are missing: those that the schema requires, and those that stand in the path of a call. What has a
    /// default is left out. The values are always the same.
    /// </summary>
    /// <param name="document">The description.</param>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="given">The inputs that are there, an object.</param>
    /// <returns>The values by name; empty when nothing is missing.</returns>
    public static ImmutableSortedDictionary<string, JsonElement> Make(ArazzoDocument document, string workflowId, JsonElement given)
    {
        var made = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        if (document.Workflow(workflowId) is not { } workflow)
            return made.ToImmutable();
        var components = Components(document);
        var view = View(workflow, components);
        var properties = view?.Properties.ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal) ?? [];
        var needed = properties.Keys.Where(name => view!.IsRequired(name)).Concat(Required(workflow, components)).Concat(InPaths(document, workflow));
        foreach (var name in needed.Distinct(StringComparer.Ordinal))
        {
            var schema = properties.TryGetValue(name, out var own) ? own : (JsonElement?)null;
            if (given.Member(name) is not null || (schema is { } declared && SchemaView.Of(components, declared, [])?["default"] is not null))
                continue;
            var value = schema is { } known ? SchemaBody.Make(components, known) : JsonValue.Create(AnyText);
            made[name] = JsonSerializer.SerializeToElement(Telling(name, value, schema));
        }
        return made.ToImmutable();
    }

    // A secret is masked wherever its text occurs, so it is no word that occurs everywhere.
    static JsonNode? Telling(string name, JsonNode? value, JsonElement? schema) =>
        value is JsonValue text && text.TryGetValue<string>(out var any) && any == AnyText && schema?.Member("maxLength") is null ? JsonValue.Create($"sample-{name}") : value;

    /// <summary>The inputs with the defaults of their schema.</summary>
    internal static JsonObject WithDefaults(Workflow workflow, JsonObject inputs)
    {
        var filled = (JsonObject)inputs.DeepClone();
        if (workflow.Inputs?.Node is not Node.Mapping schema || schema["properties"] is not Node.Mapping properties)
            return filled;
        foreach (var property in properties.Members)
        {
            if (property.Value is Node.Mapping declared && declared["default"] is { } value && !filled.ContainsKey(property.Name))
                filled[property.Name] = NodeJson.ToElement(value).Copy();
        }
        return filled;
    }

    static SchemaView? View(Workflow workflow, JsonElement components) =>
        workflow.Inputs is { } inputs ? SchemaView.Of(components, NodeJson.ToElement(inputs.Node), []) : null;

    static IEnumerable<string> Required(Workflow workflow, JsonElement components) =>
        workflow.Inputs is { } inputs && References.Follow(components, NodeJson.ToElement(inputs.Node)) is { } schema
            ? schema.Items("required").Where(name => name.ValueKind is JsonValueKind.String).Select(name => name.GetString()!)
            : [];

    // A workflow that is called without parameters is given the inputs of the same names.
    static IEnumerable<string> InPaths(ArazzoDocument document, Workflow workflow)
    {
        var reached = new List<Workflow> { workflow };
        for (var i = 0; i < reached.Count; i++)
        {
            var next = Entered(reached[i]).Select(document.Workflow).OfType<Workflow>();
            reached.AddRange(next.Where(other => !reached.Contains(other)).ToList());
        }
        return reached.SelectMany(other => other.Steps.SelectMany(step => step.Parameters).Concat(other.Parameters))
            .Where(parameter => parameter.In is ParameterPlace.Path).SelectMany(parameter => Values.Places(parameter.Value.Node))
            .Where(place => place is { Origin: Origin.Inputs, Path: [Segment.Name, ..] }).Select(place => ((Segment.Name)place.Path[0]).Text);
    }

    static IEnumerable<string> Entered(Workflow workflow) => workflow.DependsOn.Select(dependency => dependency.Value)
        .Concat(workflow.Steps.Where(step => step.Parameters.IsEmpty).Select(step => step.Target).OfType<StepTarget.WorkflowId>().Select(target => target.Reference.Value))
        .Concat(workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Concat(workflow.SuccessActions).Concat(workflow.FailureActions)
            .Select(action => action.WorkflowId?.Value).OfType<string>());

    // References of an inputs schema lead into the components of the description.
    static JsonElement Components(ArazzoDocument document) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["components"] = new JsonObject
        {
            ["inputs"] = new JsonObject(document.Components.Inputs.Select(input => KeyValuePair.Create(input.Name, NodeJson.ToElement(input.Value).Copy()))),
        },
    });
}
