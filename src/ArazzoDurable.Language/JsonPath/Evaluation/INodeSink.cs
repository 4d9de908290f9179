using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>Takes the nodes that a query selects, one at a time and in order.</summary>
interface INodeSink
{
    /// <summary>Takes a node; false when no more are wanted.</summary>
    bool Add(JsonElement node);
}
