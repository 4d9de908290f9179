using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Bodies;

/// <summary>Writes values as XML, by the hints of their schema (OpenAPI 3.1, XML Object: <c>name</c>, <c>attribute</c>, <c>wrapped</c>, <c>namespace</c>, <c>prefix</c>).</summary>
/// <param name="document">The document that the schema belongs to.</param>
sealed class XmlSample(JsonElement document)
{
    const string AnyName = "item";

    /// <summary>The value as an XML text. The root is named by its hint, else by the component that its schema is, else <c>item</c>.</summary>
    internal static string Write(JsonElement document, JsonElement? schema, JsonNode? value)
    {
        var sample = new XmlSample(document);
        var root = sample.Element(sample.Name(schema) ?? AnyName, schema, value, null);
        if (value is JsonArray items)
            sample.AddItems(root, sample.Name(sample.View(schema)?["items"]) ?? AnyName, sample.View(schema)?["items"], items);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    XElement Element(string name, JsonElement? schema, JsonNode? value, XElement? parent)
    {
        var hint = View(schema)?["xml"];
        var space = XNamespace.Get(hint?.Text("namespace") ?? "");
        var element = new XElement(space + XmlConvert.EncodeLocalName(name.Length == 0 ? AnyName : name)!);
        if (space.NamespaceName.Length > 0 && hint?.Text("prefix") is { Length: > 0 } prefix && !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase))
            element.SetAttributeValue(XNamespace.Xmlns + XmlConvert.EncodeLocalName(prefix)!, space.NamespaceName);
        parent?.Add(element);
        if (value is JsonObject members)
        {
            foreach (var (member, content) in members)
                AddMember(element, member, schema, content);
        }
        else if (value is not null and not JsonArray)
        {
            element.Value = Text(value);
        }
        return element;
    }

    void AddMember(XElement element, string member, JsonElement? schema, JsonNode? value)
    {
        var own = View(schema)?.Properties.FirstOrDefault(property => property.Key == member) is { Key: not null } property ? property.Value : (JsonElement?)null;
        var hint = View(own)?["xml"];
        var name = hint?.Text("name") ?? member;
        if (value is JsonArray items)
        {
            var each = View(own)?["items"];
            var wrapper = hint?.Flag("wrapped") == true ? Element(name, null, null, element) : element;
            AddItems(wrapper, View(each)?["xml"]?.Text("name") ?? name, each, items);
        }
        else if (hint?.Flag("attribute") == true && value is JsonValue)
        {
            element.SetAttributeValue(XmlConvert.EncodeLocalName(name)!, Text(value));
        }
        else
        {
            Element(name, own, value, element);
        }
    }

    void AddItems(XElement parent, string name, JsonElement? schema, JsonArray items)
    {
        foreach (var item in items)
            Element(name, schema, item, parent);
    }

    string? Name(JsonElement? schema) => View(schema)?["xml"]?.Text("name")
        ?? (schema is { } written && References.Of(written) is { } reference ? reference[(reference.LastIndexOf('/') + 1)..] : null);

    SchemaView? View(JsonElement? schema) => schema is { } written ? SchemaView.Of(document, written, []) : null;

    // Some letters cannot be written in XML at all; half a surrogate pair is replaced.
    static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String
        ? string.Concat(value.GetValue<string>().EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' or >= ' ' and not (0xFFFE or 0xFFFF)))
        : value.ToJsonString();
}
