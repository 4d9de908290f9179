using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Puts the members of JSON objects into another order.</summary>
static class MemberOrder
{
    /// <summary>What tells the kind of a decision, a turn or a way on stands first, as its reader wants it.</summary>
    static readonly string[] Kinds = ["do", "by"];

    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    /// <summary>The same JSON in an order of chance.</summary>
    public static string Shuffle(string json, Random random) =>
        Ordered(json, members => [.. members.Where(member => Kinds.Contains(member.Key)), .. Shuffled(members.Where(member => !Kinds.Contains(member.Key)), random)]);

    /// <summary>The same JSON in the order of the names.</summary>
    public static string Sort(string json) => Ordered(json, members => [.. members.OrderBy(member => member.Key, StringComparer.Ordinal)]);

    /// <summary>A row whose payload is sorted.</summary>
    public static HistoryEvent Sort(HistoryEvent row) => row switch
    {
        HistoryEvent.TaskScheduled call => call with { Input = Sort(call.Input) },
        HistoryEvent.ChildCreated child => child with { Input = Sort(child.Input) },
        HistoryEvent.ContinuedAsNew next => next with { Input = Sort(next.Input) },
        HistoryEvent.EventSent sent => sent with { Payload = Sort(sent.Payload) },
        HistoryEvent.ExecutionCompleted completed => completed with { Result = Sort(completed.Result) },
        _ => row,
    };

    /// <summary>A row that the orchestrator is told, with its payload shuffled.</summary>
    public static HistoryEvent Shuffle(HistoryEvent row, Random random) => row switch
    {
        HistoryEvent.ExecutionStarted started => started with { Input = Shuffle(started.Input, random) },
        HistoryEvent.TaskCompleted completed => completed with { Result = Shuffle(completed.Result, random) },
        HistoryEvent.ChildCompleted completed => completed with { Result = Shuffle(completed.Result, random) },
        HistoryEvent.EventRaised raised => raised with { Payload = Shuffle(raised.Payload, random) },
        _ => row,
    };

    static KeyValuePair<string, JsonNode?>[] Shuffled(IEnumerable<KeyValuePair<string, JsonNode?>> members, Random random)
    {
        var order = members.ToArray();
        random.Shuffle(order);
        return order;
    }

    static string Ordered(string json, Func<JsonObject, KeyValuePair<string, JsonNode?>[]> order) => Payload.Inner(json) is var inner && inner != json
        ? Payload.Write(Ordered(inner, order))
        : Ordered(JsonNode.Parse(json, documentOptions: Deep), order)?.ToJsonString(new JsonSerializerOptions { MaxDepth = 128 }) ?? "null";

    static JsonNode? Ordered(JsonNode? node, Func<JsonObject, KeyValuePair<string, JsonNode?>[]> order) => node switch
    {
        JsonObject members => new JsonObject(order(members).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value, order)))),
        JsonArray elements => new JsonArray([.. elements.Select(element => Ordered(element, order))]),
        null => null,
        _ => node.DeepClone(),
    };
}
