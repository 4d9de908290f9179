using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Http.Runs;

namespace ArazzoDurable.Http.Rpc;

/// <summary>The runs protocol as JSON-RPC 2.0 over HTTP: a frame or a batch of frames in the body of a POST.</summary>
sealed class RpcRoutes
{
    readonly ApiSettings settings;
    readonly Entrance entrance;
    readonly RpcBatch batch;
    readonly int longestBatch;

    public RpcRoutes(ApiServices services, ApiSettings settings, RunRequests requests, Entrance entrance)
    {
        this.settings = settings;
        this.entrance = entrance;
        // Each frame counts as a request, so a batch longer than a burst would never be let in.
        longestBatch = settings.RequestsPerSecond == 0 ? RpcLimits.BatchSize : Math.Min(RpcLimits.BatchSize, settings.RequestBurst);
        batch = new RpcBatch(new RpcDispatcher(
            [.. new RunMethods(requests).All, .. new BlobMethods(services.Flows, services.Blobs).All], services.Failed));
    }

    public ImmutableArray<Route> All => [new Route("POST", "/api/rpc", CallAsync)];

    async Task<ApiResponse> CallAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (!RequestBody.IsJson(RequestBody.MediaType(request)))
            return Refusals.WrongContentType(request.Headers.GetValueOrDefault("Content-Type"), "application/json");
        return await RequestBody.ReadAnyAsync(request, settings.BodyLimit, cancellationToken) switch
        {
            Reading<ReadOnlyMemory<byte>>.Done({ IsEmpty: true }) => Unreadable(RequestBody.Missing),
            Reading<ReadOnlyMemory<byte>>.Done(var body) => await AnswerAsync(request, body, cancellationToken),
            Reading<ReadOnlyMemory<byte>>.Refused(var response) => response,
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };
    }

    async Task<ApiResponse> AnswerAsync(ApiRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (StrictJson.TryParse(body, RpcLimits.BodyDepth, out var problem) is not { } root)
            return Unreadable(problem!);
        if (root.ValueKind is not JsonValueKind.Array)
            return await batch.RunAsync([root], request, cancellationToken) is [var answer] ? ApiResponse.Json(200, answer.WriteTo) : new ApiResponse(204);
        if (root.GetArrayLength() is 0)
            return Malformed("A batch must have a frame at least.");
        if (root.GetArrayLength() > longestBatch)
        {
            return Malformed(string.Create(
                CultureInfo.InvariantCulture, $"A batch may have {longestBatch} frames; {root.GetArrayLength()} were sent, and none was carried out."));
        }
        if (request.Headers.ContainsKey(SubmitHeaders.Key))
            return Malformed($"The header {SubmitHeaders.Key} stands for one submit; in a batch, give each its own '{SubmitReader.KeyName}'. None was carried out.");
        if (entrance.TakeMore(root.GetArrayLength() - 1) is { } refusal)
            return refusal;
        return await batch.RunAsync([.. root.EnumerateArray()], request, cancellationToken) is { IsEmpty: false } answers
            ? ApiResponse.Json(200, writer => Write(writer, answers))
            : new ApiResponse(204);
    }

    static void Write(Utf8JsonWriter writer, ImmutableArray<RpcAnswer> answers)
    {
        writer.WriteStartArray();
        foreach (var answer in answers)
            answer.WriteTo(writer);
        writer.WriteEndArray();
    }

    static ApiResponse Malformed(string why) => ApiResponse.Json(200, new RpcAnswer(RpcFrame.NoId, new RpcOutcome.Failed(RpcError.Malformed(why))).WriteTo);

    static ApiResponse Unreadable(string why) => ApiResponse.Json(400, new RpcAnswer(RpcFrame.NoId, new RpcOutcome.Failed(RpcError.Unreadable(why))).WriteTo);
}
