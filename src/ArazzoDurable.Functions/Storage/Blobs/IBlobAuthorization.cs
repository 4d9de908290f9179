namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Makes a request one that Blob Storage lets in. Asked anew for each attempt, for dates and tokens grow old.</summary>
interface IBlobAuthorization
{
    /// <summary>What to look at when a request was not let in, as a sentence.</summary>
    string Hint { get; }

    /// <summary>Adds to a request, which is complete but for this, what lets it in.</summary>
    ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
