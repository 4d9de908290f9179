namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>What is described and not there yet. A test fails as soon as one of these is there, so that the lists shrink.</summary>
static class Awaited
{
    public static IReadOnlySet<string> Routes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "POST /api/runs/{runId}/cancel",
        "POST /api/runs/{runId}/suspend",
        "POST /api/runs/{runId}/resume",
        "POST /api/runs/{runId}/rerun",
        "DELETE /api/runs/{runId}",
        "GET /api/runs/{runId}/items",
        "GET /api/runs/{runId}/items/{index}",
        "GET /api/runs/{runId}/events",
        "POST /api/rpc",
    };

    public static IReadOnlySet<string> Codes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "idempotency-key-reused",
        "invalid-idempotency-key",
        "invalid-request",
        "overrides-too-large",
        "result-too-large",
        "store-failed",
        "unknown-blob",
        "unknown-item",
        "unknown-method",
        "wrong-state",
    };
}
