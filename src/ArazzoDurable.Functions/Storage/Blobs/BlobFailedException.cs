using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Blob Storage refused a request, or did not answer it.</summary>
/// <param name="message">What was asked for and what came back, without any credential.</param>
/// <param name="status">The status of the last answer; null when there was none.</param>
/// <param name="errorCode">What Blob Storage calls its refusal; null when it gave no name.</param>
/// <param name="innerException">What the connection said.</param>
public sealed class BlobFailedException(string message, int? status = null, string? errorCode = null, Exception? innerException = null)
    : StoreFailedException(message, innerException)
{
    /// <summary>The status of the last answer; null when there was none.</summary>
    public int? Status { get; } = status;

    /// <summary>What Blob Storage calls its refusal, such as <c>AuthorizationFailure</c>; null when it gave no name.</summary>
    public string? ErrorCode { get; } = errorCode;
}
