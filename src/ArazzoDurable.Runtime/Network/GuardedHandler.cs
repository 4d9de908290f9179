namespace ArazzoDurable.Runtime.Network;

/// <summary>
/// Sends each request through one of two pools of connections: that of the allowed hosts, or that of the public addresses. Connections are
/// shared between runs, and a connection to a private address that one run was allowed to open must not serve another run that is not.
/// It cannot: it is in the pool that a request only gets to with the allowance for exactly this host and port.
/// </summary>
sealed class GuardedHandler(HostAllowList always, NameResolver resolve) : HttpMessageHandler
{
    readonly HttpMessageInvoker publicOnly = new(GuardedHttp.CreatePool(new GuardedConnector(resolve, kind => kind == AddressKind.Public)));
    readonly HttpMessageInvoker allowed = new(GuardedHttp.CreatePool(new GuardedConnector(resolve, AddressRules.CanBeAllowed)));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await (IsAllowed(request) ? allowed : publicOnly).SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception) when (exception.InnerException is HostRefusedException refused)
        {
            throw new HostRefusedException(refused.Host, refused.Address, refused.Kind);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            publicOnly.Dispose();
            allowed.Dispose();
        }
        base.Dispose(disposing);
    }

    bool IsAllowed(HttpRequestMessage request) => request.RequestUri is { } url
        && (always.Allows(url) || (request.Options.TryGetValue(GuardedHttp.AllowedHosts, out var own) && own.Allows(url)));
}
