using System.Text.Json;
using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Rpc;

/// <summary>A frame that was sent (JSON-RPC 2.0, section 4). Members that are not known are ignored.</summary>
abstract record RpcFrame
{
    const string Null = "null";

    /// <summary>A request or a notification.</summary>
    /// <param name="Id">What the answer is to carry, digit for digit; null for a notification, which gets none.</param>
    /// <param name="Method">The method.</param>
    /// <param name="Params">The params as they were sent; null when there are none.</param>
    public sealed record Call(JsonElement? Id, string Method, JsonElement? Params) : RpcFrame;

    /// <summary>Something else. It is answered, since nobody knows whether it was to be a notification.</summary>
    /// <param name="Id">The id if it can be read, else null in JSON.</param>
    /// <param name="Why">What is wrong with it.</param>
    public sealed record Malformed(JsonElement Id, string Why) : RpcFrame;

    /// <summary>The id of an answer to what has no id that can be read.</summary>
    public static JsonElement NoId { get; } = JsonElement.Parse(Null);

    public static RpcFrame Read(JsonElement frame)
    {
        if (frame.ValueKind is not JsonValueKind.Object)
            return new Malformed(NoId, $"A frame must be an object; {Words.Of(frame)} was sent.");
        JsonElement? id = frame.TryGetProperty("id", out var given) ? given : null;
        if (id is { } sent && !IsId(sent))
            return new Malformed(NoId, $"'id' must be a string, a whole number or null; {Words.Of(sent)} was sent.");
        if (!frame.TryGetProperty("jsonrpc", out var version) || version.ValueKind is not JsonValueKind.String || !version.ValueEquals("2.0"u8))
            return new Malformed(id ?? NoId, "'jsonrpc' must be \"2.0\".");
        if (!frame.TryGetProperty("method", out var method) || method.ValueKind is not JsonValueKind.String)
            return new Malformed(id ?? NoId, "'method' must be a string: the name of the method.");
        return new Call(id, method.GetString()!, frame.TryGetProperty("params", out var values) ? values : null);
    }

    static bool IsId(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Null => true,
        JsonValueKind.Number => id.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0,
        _ => false,
    };
}
