namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>An answer that was given to a request, whatever carried them.</summary>
/// <param name="Method">The method of the request.</param>
/// <param name="Path">The path of the request.</param>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The content type; null when there is no body.</param>
/// <param name="Headers">The names of the headers besides those of the content.</param>
/// <param name="Body">The body; null when it is a stream.</param>
sealed record GivenAnswer(string Method, string Path, int Status, string? ContentType, IReadOnlyList<string> Headers, ReadOnlyMemory<byte>? Body);
