using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Works out the values that a document writes down with expressions in them.</summary>
static class Values
{
    /// <summary>The value; null when it has none, or is null.</summary>
    internal static JsonNode? Of(Node node, Scene scene) => node switch
    {
        Node.Scalar { Value: { ValueKind: JsonValueKind.String } text } => scene.Value(Filling.Read(text.GetString()!))?.DeepClone(),
        Node.Scalar(var value, _) => value.Copy(),
        Node.Sequence(var items, _) => new JsonArray([.. items.Select(item => Of(item, scene))]),
        Node.Mapping mapping when Selected(mapping) is { } place => scene.Value(place)?.DeepClone(),
        Node.Mapping mapping => Members(mapping.Members.Select(member => (member.Name, member.Value)), scene),
        _ => null,
    };

    /// <summary>The outputs that have a value.</summary>
    internal static JsonObject Of(IEnumerable<NamedValue> outputs, Scene scene) => Members(outputs.Select(output => (output.Name, output.Value)), scene);

    /// <summary>The values of parameters, by name; those without a value are left out.</summary>
    internal static JsonObject Of(IEnumerable<Parameter> parameters, Scene scene) => Members(parameters.Select(parameter => (parameter.Name, parameter.Value.Node)), scene);

    /// <summary>All places that a value reads.</summary>
    internal static IEnumerable<Place> Places(Node node) => node switch
    {
        Node.Scalar { Value: { ValueKind: JsonValueKind.String } text } => ConditionParts.Places(Filling.Read(text.GetString()!)),
        Node.Sequence(var items, _) => items.SelectMany(Places),
        Node.Mapping mapping when Selected(mapping) is { } place => [place],
        Node.Mapping mapping => mapping.Members.SelectMany(member => Places(member.Value)),
        _ => [],
    };

    /// <summary>The place that a whole value is; null when it is more or less than one.</summary>
    internal static Place? Whole(Node node) => node switch
    {
        Node.Scalar { Value: { ValueKind: JsonValueKind.String } text } => Filling.Whole(text.GetString()!),
        Node.Mapping mapping => Selected(mapping),
        _ => null,
    };

    static JsonObject Members(IEnumerable<(string Name, Node Value)> written, Scene scene)
    {
        var members = new JsonObject();
        foreach (var (name, node) in written)
        {
            if (Of(node, scene) is { } value)
                members[name] = value;
        }
        return members;
    }

    // Arazzo 1.1.0, Selector Object.
    static Place? Selected(Node.Mapping mapping)
    {
        if (Text(mapping["context"]) is not { } context || Text(mapping["selector"]) is not { } selector || Filling.Whole(context) is not { } place)
            return null;
        return Language(mapping["type"]) switch
        {
            "jsonpointer" => PlaceReader.Pointer(selector) is { } path ? place.Then(path) : null,
            "xpath" => place.Then([new Segment.XPath(selector)]),
            _ => ConditionReader.Read(selector, place) is Condition.Holds(var selected, _) ? selected : null,
        };
    }

    // Arazzo 1.1.0, Expression Type Object: a language, or one with its version.
    static string? Language(Node? type) => Text(type is Node.Mapping versioned ? versioned["type"] : type);

    static string? Text(Node? node) => node is Node.Scalar { Value: { ValueKind: JsonValueKind.String } text } ? text.GetString() : null;
}
