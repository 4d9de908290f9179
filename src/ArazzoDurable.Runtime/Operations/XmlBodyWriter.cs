using System.Text;
using System.Text.Json;
using System.Xml;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Writes a value as XML by the hints of its schema (OpenAPI 3.2, XML Object): the hints of 3.0 and 3.1, and <c>nodeType</c>.</summary>
sealed class XmlBodyWriter
{
    const string Instances = "http://www.w3.org/2001/XMLSchema-instance";

    static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };

    readonly XmlWriter xml;

    XmlBodyWriter(XmlWriter xml) => this.xml = xml;

    /// <summary>The bytes of a value.</summary>
    /// <param name="subject">What the value is, as a problem begins.</param>
    /// <param name="value">The value, which is no string.</param>
    /// <param name="mediaType">What it is sent as.</param>
    /// <param name="schema">Its schema, which has to name it.</param>
    /// <returns>The bytes; or null and why it cannot be written.</returns>
    public static (byte[]? Bytes, RequestProblem? Problem) Write(string subject, JsonElement value, string mediaType, BodySchema? schema)
    {
        if ((XmlHint.Of(schema).Name ?? schema?.ComponentName) is not { } name)
        {
            return (null, Invalid($"{subject} of type '{mediaType}' has to be a string that holds the XML, not {ContentWriter.Kind(value)}: "
                + "its schema does not name the element that it would be."));
        }
        using var bytes = new MemoryStream();
        try
        {
            using (var xml = XmlWriter.Create(bytes, Settings))
                new XmlBodyWriter(xml).Root(name, value, schema);
            return (bytes.ToArray(), null);
        }
        // The writer refuses names, and characters in values, that XML cannot hold. Its message may quote a value.
        catch (Exception exception) when (exception is XmlException or ArgumentException or InvalidOperationException)
        {
            return (null, Invalid($"{subject} cannot be written as '{mediaType}': a name or a value of it has a character that XML does not allow there."));
        }
    }

    void Root(string name, JsonElement value, BodySchema? schema)
    {
        // A list without an element of its own would be several roots.
        if (value.ValueKind == JsonValueKind.Array)
        {
            Start(XmlHint.Of(schema), name);
            Items(name, value, schema);
            xml.WriteEndElement();
        }
        else
        {
            Element(name, value, schema);
        }
    }

    void Member(string name, JsonElement value, BodySchema? schema)
    {
        var hint = XmlHint.Of(schema);
        if (value.ValueKind != JsonValueKind.Array)
        {
            Node(hint, name, value, schema);
        }
        else if (hint.IsWrapped)
        {
            Start(hint, name);
            Items(hint.Name ?? name, value, schema);
            xml.WriteEndElement();
        }
        else
        {
            Items(name, value, schema);
        }
    }

    void Items(string name, JsonElement list, BodySchema? schema)
    {
        var index = 0;
        foreach (var item in list.EnumerateArray())
            Member(name, item, schema?.Item(index++));
    }

    void Node(XmlHint hint, string name, JsonElement value, BodySchema? schema)
    {
        switch (hint.Form)
        {
            case XmlForm.Attribute:
                break;
            case XmlForm.Text:
                xml.WriteString(StyleWriter.Text(value));
                break;
            case XmlForm.CData:
                xml.WriteCData(StyleWriter.Text(value));
                break;
            default:
                Element(name, value, schema);
                break;
        }
    }

    void Element(string name, JsonElement value, BodySchema? schema)
    {
        Start(XmlHint.Of(schema), name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().ToArray();
                foreach (var member in members)
                    Attribute(member, schema?.Property(member.Name));
                foreach (var member in members)
                    Member(member.Name, member.Value, schema?.Property(member.Name));
                break;
            case JsonValueKind.Null:
                xml.WriteAttributeString("xsi", "nil", Instances, "true");
                break;
            default:
                xml.WriteString(StyleWriter.Text(value));
                break;
        }
        xml.WriteEndElement();
    }

    void Attribute(JsonProperty member, BodySchema? schema)
    {
        var hint = XmlHint.Of(schema);
        if (hint.Form is XmlForm.Attribute && member.Value.ValueKind is not JsonValueKind.Null)
            xml.WriteAttributeString(hint.Prefix, hint.Name ?? member.Name, hint.Namespace, StyleWriter.Text(member.Value));
    }

    // Without a namespace of its own an element takes the one around it.
    void Start(XmlHint hint, string name) => xml.WriteStartElement(hint.Prefix, hint.Name ?? name, hint.Namespace);

    static RequestProblem Invalid(string message) => new(RequestCodes.InvalidBody, message);
}
