namespace ArazzoDurable.Cli.Remote;

/// <summary>Gives up at once when a server cannot be reached for the first time: who never answered is not waited for.</summary>
/// <param name="url">The server.</param>
/// <param name="inner">Carries the calls.</param>
sealed class FirstContact(Uri url, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    bool wasReached;

    /// <inheritdoc/>
    /// <exception cref="CommandFailedException">The server has never answered, and does not now.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            wasReached = true;
            return response;
        }
        catch (HttpRequestException exception) when (!wasReached)
        {
            throw new CommandFailedException(exception.HttpRequestError switch
            {
                HttpRequestError.ConnectionError => $"No server answers at {url}: {Said(exception)}. Start one with  arazzo serve  or say where it is with --url URL or {RemoteOptions.UrlVariable}.",
                HttpRequestError.NameResolutionError => $"There is no host '{url.Host}': {Said(exception)}. Say where the server is with --url URL or {RemoteOptions.UrlVariable}.",
                HttpRequestError.SecureConnectionError => $"No secure connection to {url}: {Said(exception)}. A server without TLS has a URL that begins with http://.",
                _ => $"What answers at {url} is no server of this API: {Said(exception)}. Say where the server is with --url URL or {RemoteOptions.UrlVariable}.",
            });
        }
    }

    static string Said(HttpRequestException exception) => exception.Message.TrimEnd('.');
}
