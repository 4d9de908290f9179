using System.Text.Json;

namespace ArazzoDurable.Client.Blobs;

/// <summary>A JSON-RPC 2.0 response: a result or an error.</summary>
sealed record RpcAnswer(JsonElement? Result = null, RpcAnswer.Failure? Error = null)
{
    internal sealed record Failure(int Code, string Message);
}
