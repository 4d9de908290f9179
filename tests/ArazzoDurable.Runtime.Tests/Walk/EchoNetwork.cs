using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Answers each call with what it was called with, and keeps the calls.</summary>
sealed class EchoNetwork : HttpMessageHandler
{
    /// <summary>Path and query of the calls.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var called = request.RequestUri!.PathAndQuery;
        Calls.Enqueue(called);
        var x = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(called)).AsSpan(0, 6));
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"{{\"x\":\"{x}\"}}", Encoding.UTF8, "application/json") });
    }
}
