using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Http;

/// <summary>The HTTP-triggered functions: one for each verb and path of the API, which answers them all. The platform checks the keys.</summary>
/// <param name="api">Hands requests to the API.</param>
public sealed class ApiFunctions(ApiBridge api)
{
    /// <summary>Tells that the app answers.</summary>
    [Function("Health")]
    public Task<HttpResponseData> HealthAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequestData request) =>
        api.AnswerAsync(request);

    /// <summary>Describes the API.</summary>
    [Function("OpenApi")]
    public Task<HttpResponseData> OpenApiAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequestData request) =>
        api.AnswerAsync(request);

    /// <summary>Stores a flow.</summary>
    [Function("PutFlow")]
    public Task<HttpResponseData> PutFlowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "flows")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Lists the flows.</summary>
    [Function("ListFlows")]
    public Task<HttpResponseData> ListFlowsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "flows")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Gives a flow.</summary>
    [Function("GetFlow")]
    public Task<HttpResponseData> GetFlowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "flows/{flowId}")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Draws a workflow of a flow.</summary>
    [Function("DrawFlow")]
    public Task<HttpResponseData> DrawFlowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "flows/{flowId}/graph")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Submits a run.</summary>
    [Function("SubmitRun")]
    public Task<HttpResponseData> SubmitRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Lists the runs.</summary>
    [Function("ListRuns")]
    public Task<HttpResponseData> ListRunsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "runs")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Tells how a run stands.</summary>
    [Function("GetRun")]
    public Task<HttpResponseData> GetRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "runs/{runId}")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Deletes a run.</summary>
    [Function("DeleteRun")]
    public Task<HttpResponseData> DeleteRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "runs/{runId}")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Cancels a run.</summary>
    [Function("CancelRun")]
    public Task<HttpResponseData> CancelRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{runId}/cancel")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Suspends a run.</summary>
    [Function("SuspendRun")]
    public Task<HttpResponseData> SuspendRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{runId}/suspend")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Resumes a run.</summary>
    [Function("ResumeRun")]
    public Task<HttpResponseData> ResumeRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{runId}/resume")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Walks the failed and cancelled items of a run again.</summary>
    [Function("RerunRun")]
    public Task<HttpResponseData> RerunRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{runId}/rerun")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Lists the items of a run.</summary>
    [Function("ListItems")]
    public Task<HttpResponseData> ListItemsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "runs/{runId}/items")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Tells how an item of a run stands.</summary>
    [Function("GetItem")]
    public Task<HttpResponseData> GetItemAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "runs/{runId}/items/{index}")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Tells what happens in a run.</summary>
    [Function("FollowRun")]
    public Task<HttpResponseData> FollowRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "runs/{runId}/events")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);

    /// <summary>Answers JSON-RPC.</summary>
    [Function("Rpc")]
    public Task<HttpResponseData> RpcAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "rpc")] HttpRequestData request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync(request, client);
}
