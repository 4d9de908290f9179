namespace ArazzoDurable.Runtime.Operations;

/// <summary>A body as it is sent.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="MediaType">Its media type, the boundary of a multipart body included.</param>
sealed record WrittenBody(byte[] Bytes, string MediaType);
