using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>An operation and the values that a request's path has for the template's variables.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="PathValues">The decoded values by variable name.</param>
sealed record RouteMatch(Operation Operation, ImmutableDictionary<string, string> PathValues);
