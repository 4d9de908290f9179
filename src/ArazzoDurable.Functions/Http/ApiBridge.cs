using System.Net;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Http;

/// <summary>Hands requests of HTTP triggers to the API, and its answers back.</summary>
/// <param name="api">The API.</param>
/// <param name="client">Takes the durable client that a function binds.</param>
public sealed class ApiBridge(ArazzoApi api, BoundClient client)
{
    /// <summary>Has the API answer a request that may need the task hub.</summary>
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, DurableTaskClient bound)
    {
        client.Use(bound);
        return AnswerAsync(request);
    }

    /// <summary>Has the API answer a request.</summary>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request)
    {
        var gone = request.FunctionContext.CancellationToken;
        var headers = request.Headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value));
        var response = request.CreateResponse();
        try
        {
            await WriteAsync(response, await api.HandleAsync(new ApiRequest(request.Method, request.Url, headers, request.Body), gone), gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client is gone, which is no failure of the function; nobody reads what is answered.
            response.StatusCode = HttpStatusCode.RequestTimeout;
        }
        return response;
    }

    static async Task WriteAsync(HttpResponseData response, ApiResponse answer, CancellationToken gone)
    {
        response.StatusCode = (HttpStatusCode)answer.Status;
        if (answer.ContentType is { } type)
            response.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in answer.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        await (answer.Streamed is { } write ? write(response.Body, gone) : response.Body.WriteAsync(answer.Body, gone).AsTask());
    }
}
