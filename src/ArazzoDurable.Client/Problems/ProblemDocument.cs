using System.Collections.Immutable;
using ArazzoDurable.Client.Flows;

namespace ArazzoDurable.Client.Problems;

/// <summary>Problem details (RFC 9457), as far as they are read. Those of another server may lack any member.</summary>
sealed record ProblemDocument(string? Title, string? Detail, string? Code, ImmutableArray<ApiError>? Errors, ImmutableArray<FlowDiagnostic>? Diagnostics);
