namespace ArazzoDurable.Runtime.Operations;

/// <summary>Where an operation stands in its document.</summary>
/// <param name="Path">The path template.</param>
/// <param name="Method">The HTTP method, as it is sent.</param>
/// <param name="OperationId">Its id; null when the document gives none.</param>
sealed record OperationAddress(string Path, string Method, string? OperationId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
