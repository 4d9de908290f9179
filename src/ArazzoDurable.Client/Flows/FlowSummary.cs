namespace ArazzoDurable.Client.Flows;

/// <summary>A flow in a listing.</summary>
/// <param name="FlowId">Its id.</param>
/// <param name="FlowName">The title of its description; null when it has none.</param>
/// <param name="FlowLabel">The version of its description; null when it has none.</param>
/// <param name="Damaged">True when what is stored is not what the id names; else null.</param>
public sealed record FlowSummary(string FlowId, string? FlowName = null, string? FlowLabel = null, bool? Damaged = null);
