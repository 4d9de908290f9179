using System.Text.Json;

namespace ArazzoDurable.Client.Blobs;

/// <summary>A JSON-RPC 2.0 request.</summary>
sealed record RpcCall(string Method, JsonElement Params)
{
    public string Jsonrpc => "2.0";

    /// <summary>Always the same: there is one request to a connection, and one answer to it.</summary>
    public int Id => 1;
}
