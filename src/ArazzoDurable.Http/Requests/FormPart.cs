namespace ArazzoDurable.Http.Requests;

/// <summary>A part of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What it holds.</param>
sealed record FormPart(string Name, ReadOnlyMemory<byte> Content);
