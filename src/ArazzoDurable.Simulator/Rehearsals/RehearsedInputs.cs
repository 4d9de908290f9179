using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Makes up the inputs that a workflow cannot do without, from their schema.</summary>
public static class RehearsedInputs
{
    // What a schema that says nothing more than "string" is answered with.
    const string AnyText = "string";
    const string AnyBytes = "c2FtcGxl";

    /// <summary>
    /// Values for the inputs that are missing: those that the schema requires, and those that a request cannot do without; where the
    /// schema requires none, all that the requests read. What has a default is left out. The values are always the same.
    /// </summary>
    /// <param name="rehearsal">The description, and those among its sources.</param>
    /// <param name="sources">The OpenAPI documents by the paths of their sources; what their operations require counts too.</param>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="given">The inputs that are there, an object.</param>
    /// <returns>The values by name; empty when nothing is missing.</returns>
    public static ImmutableSortedDictionary<string, JsonElement> Make(
        Rehearsal rehearsal, IReadOnlyDictionary<string, JsonElement> sources, string workflowId, JsonElement given)
    {
        var operations = sources.OrderBy(source => source.Key, StringComparer.Ordinal).SelectMany(source => OperationReader.Read(source.Key, source.Value));
        return Make(Description.All(rehearsal, operations)[0], workflowId, given);
    }

    /// <summary>The same of a workflow of a description that is read already.</summary>
    internal static ImmutableSortedDictionary<string, JsonElement> Make(Description description, string workflowId, JsonElement given)
    {
        var made = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        if (description.Document.Workflow(workflowId) is not { } workflow)
            return made.ToImmutable();
        // A workflow hands its inputs on, so what the others declare counts too.
        foreach (var (owner, reached) in RequestInputs.Reached(description, workflow))
        {
            var components = Components(owner.Document);
            var view = reached.Inputs is { } inputs ? SchemaView.Of(components, NodeJson.ToElement(inputs.Node), []) : null;
            var declared = view?.Properties.ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal) ?? [];
            var required = view?.RequiredNames.ToList() ?? [];
            var read = RequestInputs.Read(reached, owner.Operations, all: required.Count == 0).Select(names => Declared(names, declared.Keys));
            foreach (var name in required.Concat(read).Distinct(StringComparer.Ordinal))
            {
                var schema = declared.TryGetValue(name, out var own) ? own : (JsonElement?)null;
                if (given.Member(name) is null && !made.ContainsKey(name) && !HasDefault(components, schema))
                    made[name] = JsonSerializer.SerializeToElement(Value(name, components, schema, RequestInputs.IsBytes(reached, name)));
            }
        }
        return made.ToImmutable();
    }

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

    static bool HasDefault(JsonElement components, JsonElement? schema) =>
        schema is { } declared && SchemaView.Of(components, declared, [])?["default"] is not null;

    // A secret is masked wherever its text occurs, so it is no word that occurs everywhere.
    static JsonNode? Value(string name, JsonElement components, JsonElement? schema, bool isBytes)
    {
        var value = schema is { } declared ? SchemaBody.Make(components, declared) : JsonValue.Create(AnyText);
        var saysNothing = value is JsonValue text && text.TryGetValue<string>(out var any) && any == AnyText && schema?.Member("maxLength") is null;
        return saysNothing ? JsonValue.Create(isBytes ? AnyBytes : $"sample-{name}") : value;
    }

    // Names of inputs may hold dots: the longest that is declared is meant.
    static string Declared(ImmutableArray<string> names, ICollection<string> declared)
    {
        for (var length = names.Length; length > 1; length--)
        {
            if (string.Join('.', names.Take(length)) is var name && declared.Contains(name))
                return name;
        }
        return names[0];
    }

    // References of an inputs schema lead into the components of the description.
    static JsonElement Components(ArazzoDocument document) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["components"] = new JsonObject
        {
            ["inputs"] = new JsonObject(document.Components.Inputs.Select(input => KeyValuePair.Create(input.Name, NodeJson.ToElement(input.Value).Copy()))),
        },
    });
}
