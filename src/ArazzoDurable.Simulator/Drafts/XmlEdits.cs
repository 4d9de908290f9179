using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>Changes XML texts so that XPath expressions hold of them, making what is missing on the way.</summary>
static class XmlEdits
{
    const string AnyName = "item";
    const string AnyText = "string";
    const string Other = "other";

    /// <summary>The text, changed so that a shape holds of it, or does not.</summary>
    internal static JsonNode? Shaped(JsonNode? text, XPathShape shape, bool holds, int choice)
    {
        var document = XmlQuery.Read(text) ?? new XDocument();
        try
        {
            Make(document, shape, holds, choice);
            return Written(document) ?? text;
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            // A name or a letter that XML does not allow cannot be made.
            return text;
        }
    }

    /// <summary>The text, changed so that a path selects a node, with this value unless it is null.</summary>
    internal static JsonNode? Put(JsonNode? text, string path, JsonNode? value) => XPathReader.Read(path) switch
    {
        XPathShape.Exists(var way) when value is null => Shaped(text, new XPathShape.Exists(way), true, 0),
        XPathShape.Exists(var way) => Shaped(text, new XPathShape.Compare(way, "=", Scene.Text(value)), true, 0),
        _ => text,
    };

    static JsonNode? Written(XDocument document) => document.Root is null ? null : JsonValue.Create(document.ToString(SaveOptions.DisableFormatting));

    static void Make(XNode node, XPathShape shape, bool holds, int choice)
    {
        switch (shape)
        {
            case XPathShape.Not(var part):
                Make(node, part, !holds, choice);
                break;
            case XPathShape.All(var parts) when holds:
                foreach (var part in parts)
                    Make(node, part, true, choice);
                break;
            case XPathShape.Any(var parts) when !holds:
                foreach (var part in parts)
                    Make(node, part, false, choice);
                break;
            case XPathShape.All(var parts):
                Make(node, parts[choice % parts.Length], false, choice);
                break;
            case XPathShape.Any(var parts):
                Make(node, parts[choice % parts.Length], true, choice);
                break;
            case XPathShape.Exists(var way) when holds:
                Named(node, way, _ => { });
                break;
            case XPathShape.Exists(var way):
                Remove(node, way);
                break;
            case XPathShape.Contains(var way, var value):
                SetAll(node, way, holds, holds ? value : Other);
                break;
            case XPathShape.Compare(var way, var sign, var value):
                SetAll(node, way, holds, Fitting(holds ? sign : Contrary(sign), value));
                break;
            case XPathShape.Count(var way, var sign, var number):
                Resize(node, way, Number(holds ? sign : Contrary(sign), number));
                break;
        }
    }

    // To make it hold one node is enough; to make it fail none may be left with the old text.
    static void SetAll(XNode node, XPathWay way, bool holds, string value)
    {
        if (holds)
        {
            Named(node, way, found => Set(found, value));
            return;
        }
        foreach (var found in way.Stages.IsEmpty ? [node] : XmlQuery.Nodes(node, way.Text))
            Set(found, value);
    }

    static void Set(XObject found, string value)
    {
        switch (found)
        {
            case XElement element:
                element.Value = value;
                break;
            case XAttribute attribute:
                attribute.Value = value;
                break;
            case XText text:
                text.Value = value;
                break;
        }
    }

    static void Remove(XNode node, XPathWay way)
    {
        // The root element cannot be left out: then the text has another one.
        foreach (var found in XmlQuery.Nodes(node, way.Text))
        {
            if (found is XElement element && element.Parent is null)
                element.Name = Other;
            else if (found is XAttribute attribute)
                attribute.Remove();
            else
                (found as XNode)?.Remove();
        }
    }

    static void Resize(XNode node, XPathWay way, int wanted)
    {
        if (wanted <= 0)
            Remove(node, way);
        for (var count = XmlQuery.Nodes(node, way.Text).Count; count < wanted && count < NodeEdits.MaxLength; count++)
        {
            var found = XmlQuery.Nodes(node, way.Text);
            if (found is [.., XElement { Parent: not null } last])
                last.AddAfterSelf(new XElement(last));
            else if (count > 0 || Named(node, way, _ => { }) is null)
                return;
        }
        foreach (var surplus in XmlQuery.Nodes(node, way.Text).Skip(Math.Max(0, wanted)).OfType<XElement>().Where(element => element.Parent is not null))
            surplus.Remove();
    }

    // Leads to the node that a path selects, made where it is missing, and does something with it.
    static XObject? Named(XNode from, XPathWay way, Action<XObject> then)
    {
        XObject current = way.IsAbsolute ? from.Document! : from;
        foreach (var stage in way.Stages)
        {
            if (current is not XContainer container)
                return null;
            current = stage.IsAttribute ? Attribute(Parent(container), stage.Name) : Element(container, stage);
        }
        then(current);
        return current;
    }

    static XAttribute Attribute(XElement element, string? name)
    {
        var expanded = Expanded(element, name ?? AnyName);
        if (element.Attribute(expanded) is null)
            element.SetAttributeValue(expanded, AnyText);
        return element.Attribute(expanded)!;
    }

    static XElement Element(XContainer container, XPathWay.Stage stage)
    {
        var known = Candidates(container, stage).Where(element => stage.Name is null || element.Name == Expanded(element, stage.Name)).ToList();
        if (container is XDocument && !stage.IsBelow && known.Count == 0)
            known.Add(Root(container, stage.Name));
        for (var wanted = stage.Position ?? 1; known.Count < wanted;)
            known.Add(Added(Parent(container), stage.Name));
        var found = known.Find(element => stage.Position is null && stage.Conditions.All(condition => XmlQuery.Holds(element, condition.Text))) ?? known[(stage.Position ?? 1) - 1];
        foreach (var (_, shape) in stage.Conditions)
            Make(found, shape, true, 0);
        return found;
    }

    static IEnumerable<XElement> Candidates(XContainer container, XPathWay.Stage stage) => stage.IsBelow ? container.Descendants() : container.Elements();

    static XElement Parent(XContainer container) => container switch
    {
        XElement element => element,
        _ => Root(container, null),
    };

    static XElement Added(XElement parent, string? name)
    {
        var added = new XElement(Expanded(parent, name ?? AnyName));
        parent.Add(added);
        return added;
    }

    // The root element, renamed if another one is wanted.
    static XElement Root(XContainer container, string? name)
    {
        var document = container.Document!;
        if (document.Root is null)
            document.Add(new XElement(AnyName));
        if (name is not null)
            document.Root!.Name = Expanded(document.Root, name);
        return document.Root!;
    }

    static XName Expanded(XElement element, string name)
    {
        if (name.Split(':') is not [{ Length: > 0 } prefix, { Length: > 0 } local])
            return XName.Get(name);
        var root = element.Document?.Root ?? element;
        if (root.GetNamespaceOfPrefix(prefix) is null)
            root.SetAttributeValue(XNamespace.Xmlns + prefix, $"urn:{prefix}");
        return root.GetNamespaceOfPrefix(prefix)! + local;
    }

    static string Contrary(string sign) => sign switch
    {
        "=" => "!=",
        "!=" => "=",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        _ => "<",
    };

    static string Fitting(string sign, string value) => (sign, Numbers.Read(value)) switch
    {
        ("=" or "<=" or ">=", _) => value,
        ("<", { } number) => (number - 1).ToString(CultureInfo.InvariantCulture),
        (">", { } number) => (number + 1).ToString(CultureInfo.InvariantCulture),
        ("!=", { } number) => (number + 1).ToString(CultureInfo.InvariantCulture),
        _ => value == Other ? AnyText : Other,
    };

    static int Number(string sign, int number) => sign switch
    {
        "<" => number - 1,
        ">" or "!=" => number + 1,
        _ => number,
    };
}
