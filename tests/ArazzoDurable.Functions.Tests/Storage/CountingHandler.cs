using System.Collections.Concurrent;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>A connection that counts what is sent over it.</summary>
sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    readonly ConcurrentQueue<int> statuses = new();

    public int Count => statuses.Count;

    /// <summary>What was answered, in the order of the answers.</summary>
    public IReadOnlyList<int> Statuses => [.. statuses];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        statuses.Enqueue((int)response.StatusCode);
        return response;
    }
}
