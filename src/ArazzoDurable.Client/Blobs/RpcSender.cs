using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Client.Sending;

namespace ArazzoDurable.Client.Blobs;

/// <summary>Calls methods over JSON-RPC. Only such as may be called twice: blobs are stored by their content.</summary>
sealed class RpcSender(ApiSender sender)
{
    public async Task<TResult> CallAsync<TParams, TResult>(
        string method, TParams parameters, JsonTypeInfo<TParams> parametersType, JsonTypeInfo<TResult> resultType, CancellationToken cancellationToken)
    {
        var body = JsonBody.Bytes(new RpcCall(method, JsonSerializer.SerializeToElement(parameters, parametersType)), ClientJson.Default.RpcCall);
        var answer = await sender.AskAsync(ApiCall.Post("rpc", body) with { IsRepeatable = true }, ClientJson.Default.RpcAnswer, cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } error)
        {
            throw new ArazzoApiException(
                200, error.Data?.Code ?? string.Create(CultureInfo.InvariantCulture, $"rpc{error.Code}"), error.Message, error.Data?.Errors ?? [], error.Data?.Diagnostics ?? [], null);
        }
        try
        {
            return answer.Result is { } result && result.Deserialize(resultType) is { } read ? read : throw new JsonException("It has neither a result nor an error.");
        }
        catch (JsonException exception)
        {
            throw new ArazzoApiException(200, ArazzoApiException.UnreadableAnswer, $"The server's answer to '{method}' is not what was expected: {exception.Message}", exception);
        }
    }
}
