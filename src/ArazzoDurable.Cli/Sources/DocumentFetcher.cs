using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Cli.Sources;

/// <summary>Fetches documents over <c>https</c>: each URL once, within 10 seconds, and none longer than is read.</summary>
/// <param name="handler">Makes the requests; null: over the network.</param>
sealed class DocumentFetcher(HttpMessageHandler? handler = null) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient client = new(handler ?? new SocketsHttpHandler()) { Timeout = Patience, MaxResponseContentBufferSize = SyntaxLimits.Default.Bytes };
    readonly Dictionary<Uri, byte[]?> fetched = [];

    /// <summary>Fetches a document.</summary>
    /// <returns>Its text; null when it cannot be had.</returns>
    public async Task<byte[]?> FetchAsync(Uri uri, CancellationToken cancellationToken)
    {
        if (uri.Scheme != Uri.UriSchemeHttps)
            return null;
        if (!fetched.TryGetValue(uri, out var bytes))
            fetched[uri] = bytes = await RequestAsync(uri, cancellationToken);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    async Task<byte[]?> RequestAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(uri, cancellationToken);
            return response.IsSuccessStatusCode && response.RequestMessage?.RequestUri?.Scheme == Uri.UriSchemeHttps
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : null;
        }
        // A document that cannot be had is a source that was not found, which its own diagnostic says.
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
