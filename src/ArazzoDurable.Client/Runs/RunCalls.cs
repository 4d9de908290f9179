using System.Globalization;
using ArazzoDurable.Client.Sending;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Runs;

/// <summary>The calls that are about runs.</summary>
static class RunCalls
{
    public static string Path(string runId) => $"runs/{ApiRoot.Segment(runId)}";

    public static ApiCall Submit(SubmitRequest request)
    {
        var call = ApiCall.Post("runs", JsonBody.Bytes(SubmitBody.Of(request), ClientJson.Default.SubmitBody));
        return request.IdempotencyKey is { } key ? call.With("Idempotency-Key", key) with { IsRepeatable = true } : call;
    }

    public static ApiCall Get(string runId, RunQuery query, string? wait = null) => ApiCall.Get(Path(runId) + Query(
    [
        wait,
        query.IncludeResults ? "includeResults=true" : null,
        query.ResultOrder switch
        {
            ResultOrder.ByIndex => null,
            ResultOrder.ByCompletion => "resultOrder=byCompletion",
            _ => throw new ArgumentOutOfRangeException(nameof(query)),
        },
    ]));

    public static ApiCall Command(string runId, string command, bool isRepeatable) =>
        ApiCall.Post($"{Path(runId)}/{command}") with { IsRepeatable = isRepeatable };

    public static ApiCall List(RunFilter filter, int pageSize, string? token) => ApiCall.Get("runs" + Query(
    [
        filter.Status is { } status ? $"status={Words.Of(status)}" : null,
        Escaped("flowId", filter.FlowId),
        Escaped("createdFrom", filter.CreatedFrom?.ToString("O", CultureInfo.InvariantCulture)),
        Escaped("createdTo", filter.CreatedTo?.ToString("O", CultureInfo.InvariantCulture)),
        string.Create(CultureInfo.InvariantCulture, $"top={pageSize}"),
        Escaped("continuationToken", token),
    ]));

    public static ApiCall Items(string runId, ItemStatus? status, int pageSize, string? token) => ApiCall.Get($"{Path(runId)}/items" + Query(
    [
        status is { } wanted ? $"status={Words.Of(wanted)}" : null,
        string.Create(CultureInfo.InvariantCulture, $"top={pageSize}"),
        Escaped("continuationToken", token),
    ]));

    public static ApiCall Item(string runId, int index) => ApiCall.Get(string.Create(CultureInfo.InvariantCulture, $"{Path(runId)}/items/{index}"));

    public static string Query(ReadOnlySpan<string?> parts)
    {
        var given = parts.ToArray().OfType<string>().ToArray();
        return given.Length == 0 ? "" : $"?{string.Join('&', given)}";
    }

    public static string? Escaped(string name, string? value) => value is null ? null : $"{name}={Uri.EscapeDataString(value)}";
}
