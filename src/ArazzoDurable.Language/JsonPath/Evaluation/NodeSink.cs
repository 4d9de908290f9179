using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>The sinks. They are structs, so that a walk over many nodes allocates only what it keeps.</summary>
static class NodeSink
{
    /// <summary>Keeps all nodes.</summary>
    public readonly struct All(ImmutableArray<JsonElement>.Builder nodes) : INodeSink
    {
        public ImmutableArray<JsonElement>.Builder Nodes => nodes;

        public bool Add(JsonElement node)
        {
            nodes.Add(node);
            return true;
        }
    }

    /// <summary>Asks whether there is a node, and stops at the first.</summary>
    public struct Any : INodeSink
    {
        public bool Found { get; private set; }

        public bool Add(JsonElement node)
        {
            Found = true;
            return false;
        }
    }

    /// <summary>Counts the nodes.</summary>
    public struct Count : INodeSink
    {
        public int Total { get; private set; }

        public bool Add(JsonElement node)
        {
            Total++;
            return true;
        }
    }

    /// <summary>Finds the only node, and stops at a second.</summary>
    public struct Only : INodeSink
    {
        JsonElement? first;
        bool several;

        public readonly JsonElement? Node => several ? null : first;

        public bool Add(JsonElement node)
        {
            several = first is not null;
            first ??= node;
            return !several;
        }
    }
}
