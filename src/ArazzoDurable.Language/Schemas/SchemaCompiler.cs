using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Compiles what can be reached from one schema. Nodes wait in a queue, so that long chains of references cost no stack.</summary>
sealed class SchemaCompiler(JsonElement document, SchemaAnchors anchors)
{
    readonly ImmutableArray<SchemaError>.Builder errors = ImmutableArray.CreateBuilder<SchemaError>();
    readonly Dictionary<string, SchemaNode> nodes = new(StringComparer.Ordinal);
    readonly Queue<SchemaNode> pending = [];
    readonly List<DynamicReference> dynamicReferences = [];
    readonly SchemaIndex index = new(document, anchors);

    internal ImmutableArray<SchemaError> Errors => errors.ToImmutable();

    internal bool HasUnevaluated => nodes.Values.Any(node => node.Keywords.Any(keyword => keyword.IsForLeftovers));

    internal bool HasDefaults => nodes.Values.Any(node => node.Default is not null);

    internal SchemaNode? Compile(JsonPointer at)
    {
        if (ReadableText.FirstProblem(document) is { } problem)
        {
            Report(problem.Pointer, problem.Message);
            return null;
        }
        if (NodeAt(at) is not { } root)
        {
            Report(at, "there is no schema");
            return null;
        }
        do
        {
            while (pending.TryDequeue(out var node))
                Complete(node);
            foreach (var reference in dynamicReferences)
                AddCandidates(reference);
        }
        while (pending.Count > 0);
        if (errors.Count == 0)
            errors.AddRange(CircleSearch.Find(nodes.Values));
        return root;
    }

    internal void Report(JsonPointer at, string message) => errors.Add(new SchemaError(at, message));

    /// <summary>The node at a place, to be completed later if it is new; null when nothing stands there.</summary>
    internal SchemaNode? NodeAt(JsonPointer location)
    {
        if (nodes.TryGetValue(location.ToString(), out var known))
            return known;
        if (index.At(location) is not { } schema)
            return null;
        var node = new SchemaNode(schema.Element, location, schema.Resource);
        nodes.Add(location.ToString(), node);
        pending.Enqueue(node);
        return node;
    }

    /// <summary>The node that a reference leads to; null when it leads nowhere, which is reported.</summary>
    internal SchemaNode? Follow(string reference, JsonPointer at, SchemaResource from)
    {
        var (target, problem) = index.Resolve(reference, from);
        if (target is not { } place)
        {
            Report(at, problem);
            return null;
        }
        return NodeAt(place);
    }

    internal void Track(DynamicReference reference) => dynamicReferences.Add(reference);

    void Complete(SchemaNode node)
    {
        switch (node.Element.ValueKind)
        {
            case JsonValueKind.Object:
                new KeywordReader(this, node).Read();
                break;
            case not (JsonValueKind.True or JsonValueKind.False):
                Report(node.Location, $"expected a schema (an object or a boolean), found {Found.In(node.Element)}");
                break;
        }
    }

    void AddCandidates(DynamicReference reference)
    {
        foreach (var resource in index.Resources)
        {
            if (resource.DynamicAnchors.TryGetValue(reference.Anchor, out var place) && NodeAt(place) is { } node)
                reference.Candidates[resource] = node;
        }
    }
}
