using System.Net;
using System.Text;

namespace ArazzoDurable.Http.Tests.Crashes;

/// <summary>An API without a network that knows calls by their <c>Idempotency-Key</c>, as a careful one does: it carries out each key once, and answers it the same again.</summary>
sealed class OrderApi : HttpMessageHandler
{
    readonly Lock gate = new();
    readonly TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<(string Path, string Key)> arrived = [];
    readonly Dictionary<string, HttpStatusCode> carriedOut = new(StringComparer.Ordinal);

    /// <summary>The path whose first key fails; null: none.</summary>
    public string? FailsFirst { get; init; }

    /// <summary>Ends when a call has arrived.</summary>
    public Task Called => called.Task;

    /// <summary>The calls that arrived, in their order.</summary>
    public IReadOnlyList<(string Path, string Key)> Arrived
    {
        get
        {
            lock (gate)
                return [.. arrived];
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(request.RequestUri!.AbsolutePath, request.Headers.GetValues("Idempotency-Key").Single()));

    HttpResponseMessage Answer(string path, string key)
    {
        lock (gate)
        {
            arrived.Add((path, key));
            called.TrySetResult();
            if (!carriedOut.TryGetValue(key, out var status))
            {
                status = path == FailsFirst && arrived.Count(call => call.Path == path) == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
                carriedOut.Add(key, status);
            }
            return new HttpResponseMessage(status) { Content = new StringContent($$"""{"path": "{{path}}"}""", Encoding.UTF8, "application/json") };
        }
    }
}
