using System.Text.Json;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>What a scripted answer can repeat of its request.</summary>
/// <param name="Path">The values of the path's variables.</param>
/// <param name="Query">The query's values.</param>
/// <param name="Body">The body, when it is JSON.</param>
/// <param name="Count">How many calls the operation has answered, this one included.</param>
sealed record RequestValues(IReadOnlyDictionary<string, string> Path, IReadOnlyDictionary<string, string> Query, JsonElement? Body, long Count);
