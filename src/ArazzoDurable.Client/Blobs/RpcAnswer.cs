using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Problems;

namespace ArazzoDurable.Client.Blobs;

/// <summary>A JSON-RPC 2.0 response: a result or an error.</summary>
sealed record RpcAnswer(JsonElement? Result = null, RpcAnswer.Failure? Error = null)
{
    internal sealed record Failure(int Code, string Message, Details? Data = null);

    internal sealed record Details(string? Code = null, ImmutableArray<ApiError>? Errors = null, ImmutableArray<FlowDiagnostic>? Diagnostics = null);
}
