using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Blob Storage refused a request, or did not answer it.</summary>
/// <param name="message">What was asked for and what came back, without any credential.</param>
/// <param name="innerException">What the connection said.</param>
sealed class BlobFailedException(string message, Exception? innerException = null) : StoreFailedException(message, innerException);
