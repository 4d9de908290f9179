using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>A scenario file as far as it could be read.</summary>
/// <param name="Scenario">What is right in it.</param>
/// <param name="Diagnostics">What is wrong with it, in the order of the text.</param>
public sealed record ScenarioReading(Scenario Scenario, ImmutableArray<Diagnostic> Diagnostics);
