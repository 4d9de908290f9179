using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>Changes values at places, making what is missing on the way.</summary>
/// <param name="scene">What the filters on the way are judged in.</param>
sealed class NodeEdits(Scene scene)
{
    /// <summary>How long an array or a text is made at most.</summary>
    internal const int MaxLength = 1_000;

    /// <summary>The value with <paramref name="change"/> made at the end of <paramref name="path"/>.</summary>
    internal JsonNode? Apply(JsonNode? node, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        if (change is Change.Empty or Change.Unselect && path is [not (Segment.Name or Segment.Index), ..])
            return change is Change.Empty ? Emptied(node) : Unselected(node, path[0], guide);
        return path.IsEmpty ? End(node, guide, change) : Step(node, path, guide, change);
    }

    JsonNode? Step(JsonNode? node, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        switch (path[0])
        {
            case Segment.Name(var name) when node is JsonArray or null && int.TryParse(name, out var index) && index is >= 0 and < MaxLength:
                return Element(node as JsonArray ?? [], index, path, guide, change);
            case Segment.Name(var name):
                return Member(node as JsonObject ?? [], name, path, guide, change);
            case Segment.Index(var position):
                return Element(node as JsonArray ?? [], Math.Clamp(position, -1, MaxLength), path, guide, change);
            case Segment.XPath(var expression):
                return change is Change.Put(var value) ? XmlEdits.Put(node, expression, value) : XmlEdits.Put(node, expression, null);
            case Segment.Below:
                return Apply(node, path[1..], guide, change);
            case Segment.Where(var condition) when node is JsonObject itself && scene.IsMeantForItself(itself, condition):
                return DraftSolver.MakeItem(scene, itself, guide, condition, true) is { } made ? Apply(made, path[1..], guide, change) : node;
            case Segment.Where(var condition):
                return Selected(node, condition, path, guide, change);
            default:
                return Each(node, path, guide, change);
        }
    }

    JsonNode? End(JsonNode? node, SchemaGuide guide, Change change) => change switch
    {
        Change.Put(var value) => value?.DeepClone(),
        Change.Resize(var length) => Resized(node, length, guide),
        Change.Shape(var wanted, var holds, var choice) => XmlEdits.Shaped(node, wanted, holds, choice),
        _ => node,
    };

    JsonObject Member(JsonObject members, string name, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        if (path.Length == 1 && change is Change.Remove)
        {
            members.Remove(name);
            return members;
        }
        members.TryGetPropertyValue(name, out var old);
        var value = Apply(old, path[1..], guide.Below(path[0]), change);
        if (!ReferenceEquals(old, value) || (value is null && !members.ContainsKey(name)))
            members[name] = value;
        return members;
    }

    JsonArray Element(JsonArray elements, int position, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        var index = position < 0 ? Math.Max(0, elements.Count - 1) : position;
        if (path.Length == 1 && change is Change.Remove)
        {
            while (elements.Count > index)
                elements.RemoveAt(elements.Count - 1);
            return elements;
        }
        Resized(elements, Math.Max(elements.Count, index + 1), guide);
        Replace(elements, index, Apply(elements[index], path[1..], guide.Below(path[0]), change));
        return elements;
    }

    JsonNode Each(JsonNode? node, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        if (node is JsonObject { Count: > 0 } members)
        {
            foreach (var name in members.Select(member => member.Key).ToList())
                Member(members, name, path, guide, change);
            return members;
        }
        var elements = node as JsonArray ?? [];
        Resized(elements, Math.Max(1, elements.Count), guide);
        for (var i = 0; i < elements.Count; i++)
            Replace(elements, i, Apply(elements[i], path[1..], guide.Below(path[0]), change));
        return elements;
    }

    JsonNode? Selected(JsonNode? node, Condition condition, ReadOnlySpan<Segment> path, SchemaGuide guide, Change change)
    {
        if (node is JsonObject { Count: > 0 } members)
        {
            var name = members.FirstOrDefault(member => member.Value is JsonObject).Key ?? members.First().Key;
            if (DraftSolver.MakeItem(scene, members[name], guide.Below(path[0]), condition, true) is { } child)
                members[name] = Apply(child, path[1..], guide.Below(path[0]), change);
            return members;
        }
        var elements = node as JsonArray ?? [];
        var found = elements.Select((item, index) => (item, index)).Where(pair => (scene with { Item = pair.item }).Judge(condition)).Select(pair => pair.index).ToList();
        if (found.Count == 0)
        {
            Resized(elements, Math.Max(1, elements.Count), guide);
            if (DraftSolver.MakeItem(scene, elements[0], guide.Below(path[0]), condition, true) is not { } made)
                return elements;
            Replace(elements, 0, made);
            found.Add(0);
        }
        foreach (var index in found)
            Replace(elements, index, Apply(elements[index], path[1..], guide.Below(path[0]), change));
        return elements;
    }

    JsonNode? Unselected(JsonNode? node, Segment segment, SchemaGuide guide)
    {
        if (node is not JsonArray elements || segment is not Segment.Where(var condition))
            return node;
        for (var i = 0; i < elements.Count; i++)
        {
            if (DraftSolver.MakeItem(scene, elements[i], guide.Below(segment), condition, false) is { } made)
                Replace(elements, i, made);
        }
        return elements;
    }

    static JsonNode? Emptied(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray elements:
                elements.Clear();
                break;
            case JsonObject members:
                members.Clear();
                break;
        }
        return node;
    }

    static JsonNode? Resized(JsonNode? node, int length, SchemaGuide guide)
    {
        if (node?.GetValueKind() == JsonValueKind.String)
            return JsonValue.Create(node.GetValue<string>().PadRight(length, 'x')[..length]);
        if (node is JsonObject)
            return node;
        var elements = node as JsonArray ?? [];
        while (elements.Count > length)
            elements.RemoveAt(elements.Count - 1);
        while (elements.Count < Math.Min(length, MaxLength))
            elements.Add(elements.Count > 0 ? elements[0]?.DeepClone() : guide.Below(new Segment.Every()).Make() ?? new JsonObject());
        return elements;
    }

    static void Replace(JsonArray elements, int index, JsonNode? value)
    {
        if (!ReferenceEquals(elements[index], value))
            elements[index] = value;
    }
}
