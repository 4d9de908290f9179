namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>A use of a file of <c>infra/</c> as a module.</summary>
/// <param name="Symbol">What it is called where it is used.</param>
/// <param name="File">The file.</param>
/// <param name="Arguments">The values of its parameters, as they are written.</param>
sealed record BicepModule(string Symbol, string File, IReadOnlyDictionary<string, string> Arguments);
