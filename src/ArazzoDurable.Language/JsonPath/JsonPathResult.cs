using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>What a query selected.</summary>
/// <param name="Nodes">The selected values in the order of RFC 9535; empty when the budget was exceeded, since a part of an answer is none.</param>
/// <param name="BudgetExceeded">Whether the evaluation was given up because it exceeded its <see cref="JsonPathBudget"/>.</param>
public sealed record JsonPathResult(ImmutableArray<JsonElement> Nodes, bool BudgetExceeded);
