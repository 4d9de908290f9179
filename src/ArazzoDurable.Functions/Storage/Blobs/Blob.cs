namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>A blob, or the part of it that was asked for.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="EntityTag">What changes whenever the blob is written.</param>
/// <param name="Length">How many bytes the whole blob has.</param>
/// <param name="Blocks">How many blocks it has if it is an append blob.</param>
sealed record Blob(ReadOnlyMemory<byte> Content, string EntityTag, long Length, int Blocks);
