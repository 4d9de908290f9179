namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>What Blob Storage is asked for, apart from who asks and how often it has been tried.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Blob">The blob's name; null for the container.</param>
sealed record BlobRequest(HttpMethod Method, string? Blob)
{
    /// <summary>The query, not yet escaped.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Headers beside those of every request.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>How many bytes of an answer are read at the most.</summary>
    public int MostBytes { get; init; } = BlobSender.MostErrorBytes;

    /// <summary>Whether the container is made when there is none.</summary>
    public bool IsWrite { get; init; }

    /// <summary>What errors call it.</summary>
    public string Subject(string container) => Blob is null ? $"{Method} of the container '{container}'" : $"{Method} of the blob '{Blob}' in the container '{container}'";
}
