using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>An output of a step or a workflow.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it is worked out by.</param>
public sealed record OutputPlan(string Name, ValueTemplate Value);
