using System.Text.Json;

namespace ArazzoDurable.Http.Rpc;

/// <summary>The answer to a frame (JSON-RPC 2.0, section 5).</summary>
/// <param name="Id">The id of the frame.</param>
/// <param name="Outcome">What came of it.</param>
sealed record RpcAnswer(JsonElement Id, RpcOutcome Outcome)
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        Id.WriteTo(writer);
        switch (Outcome)
        {
            case RpcOutcome.Done(var result):
                writer.WritePropertyName("result");
                writer.WriteRawValue(result.Span, skipInputValidation: true);
                break;
            case RpcOutcome.Failed(var error):
                writer.WritePropertyName("error");
                JsonSerializer.Serialize(writer, error, ApiJson.Default.RpcError);
                break;
            default:
                throw new InvalidOperationException("An answer is given when nothing is waited for any more.");
        }
        writer.WriteEndObject();
    }
}
