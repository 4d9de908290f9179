using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>
/// Finds where selected values stand in their document (RFC 9535, 2.7, Normalized Paths, as JSON Pointers). A value is known by where its
/// text begins, so that queries need not keep account of places that are seldom asked for.
/// </summary>
sealed class Places
{
    readonly JsonElement root;
    readonly Dictionary<int, JsonPointer?> places = [];
    readonly List<string> path = [];

    Places(JsonElement root) => this.root = root;

    /// <summary>The places of values of a document, in their order, each once.</summary>
    public static ImmutableArray<JsonPointer> Of(ImmutableArray<JsonElement> nodes, JsonElement root)
    {
        var search = new Places(root);
        foreach (var node in nodes)
            search.places[search.Offset(node)] = null;
        if (search.places.Count > 0)
            search.Visit(root);
        return [.. nodes.Select(node => search.places[search.Offset(node)]!.Value).Distinct()];
    }

    int Offset(JsonElement node)
    {
        JsonMarshal.GetRawUtf8Value(root).Overlaps(JsonMarshal.GetRawUtf8Value(node), out var offset);
        return offset;
    }

    void Visit(JsonElement node)
    {
        var offset = Offset(node);
        if (places.ContainsKey(offset))
            places[offset] = path.Aggregate(JsonPointer.Root, (place, token) => place.Append(token));
        if (node.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var element in node.EnumerateArray())
                Visit(element, index++.ToString(CultureInfo.InvariantCulture));
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.EnumerateObject())
                Visit(member.Value, JsonText.DecodeName(member));
        }
    }

    void Visit(JsonElement child, string token)
    {
        path.Add(token);
        Visit(child);
        path.RemoveAt(path.Count - 1);
    }
}
