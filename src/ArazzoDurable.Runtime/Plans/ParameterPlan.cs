using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>A parameter that a step passes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it goes.</param>
/// <param name="Value">What it is worked out by.</param>
public sealed record ParameterPlan(string Name, ParameterPlace In, ValueTemplate Value);
