using System.Collections.Immutable;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>The calls that a document is to make.</summary>
/// <param name="Document">Its path below the corpus's folder.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Calls">The calls in their order, each a method and a path template.</param>
sealed record ExpectedCalls(string Document, string Workflow, ImmutableArray<string> Calls);
