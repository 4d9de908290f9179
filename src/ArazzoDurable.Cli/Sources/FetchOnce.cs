namespace ArazzoDurable.Cli.Sources;

/// <summary>Fetches each document once, however many descriptions name it. Not for several threads.</summary>
/// <param name="fetch">Fetches a document; answers null when it cannot be had.</param>
sealed class FetchOnce(Func<Uri, CancellationToken, Task<byte[]?>> fetch)
{
    readonly Dictionary<Uri, byte[]?> fetched = [];

    /// <summary>The document at a URL; null when it cannot be had.</summary>
    public async Task<byte[]?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        if (!fetched.TryGetValue(url, out var document))
            fetched[url] = document = await fetch(url, cancellationToken);
        return document;
    }
}
