namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>Gives each request the key of what it asks for: the Functions runtime takes the first key that it finds, and refuses the API's for its own endpoint.</summary>
/// <param name="key">The key of the API; null when none is asked for.</param>
/// <param name="instancesKey">That of the built-in endpoint; null when none is known.</param>
sealed class KeyHandler(string? key, string? instancesKey) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isInstances = request.RequestUri!.AbsolutePath.StartsWith("/runtime/", StringComparison.OrdinalIgnoreCase);
        if ((isInstances ? instancesKey : key) is { } fitting)
            request.Headers.TryAddWithoutValidation("x-functions-key", fitting);
        return base.SendAsync(request, cancellationToken);
    }
}
