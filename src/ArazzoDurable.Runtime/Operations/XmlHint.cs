using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>How a value of a schema stands in XML (OpenAPI 3.2, XML Object).</summary>
/// <param name="Form">As what it stands there.</param>
/// <param name="Name">The local name; null for the name of the member.</param>
/// <param name="Namespace">The namespace; null for none of its own.</param>
/// <param name="Prefix">The prefix of the name, which counts only with a namespace; null for none.</param>
/// <param name="IsWrapped">Whether a list has an element of its own around its elements.</param>
readonly record struct XmlHint(XmlForm Form, string? Name, string? Namespace, string? Prefix, bool IsWrapped)
{
    /// <summary>What a schema says; null says nothing.</summary>
    public static XmlHint Of(BodySchema? schema)
    {
        var form = Text(schema, "nodeType") switch
        {
            "attribute" => XmlForm.Attribute,
            "text" => XmlForm.Text,
            "cdata" => XmlForm.CData,
            "element" => XmlForm.Element,
            _ => Flag(schema, "attribute") ? XmlForm.Attribute : XmlForm.Element,
        };
        var space = Text(schema, "namespace");
        return new XmlHint(form, Text(schema, "name"), space, space is null ? null : Text(schema, "prefix"), Flag(schema, "wrapped") || Text(schema, "nodeType") == "element");
    }

    static string? Text(BodySchema? schema, string name) => schema?.Xml(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static bool Flag(BodySchema? schema, string name) => schema?.Xml(name) is { ValueKind: JsonValueKind.True };
}
