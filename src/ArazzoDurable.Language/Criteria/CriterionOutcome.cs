namespace ArazzoDurable.Language.Criteria;

/// <summary>Whether a condition held.</summary>
/// <param name="Holds">Whether it held; a condition that could not be evaluated did not.</param>
/// <param name="Report">Why it could not be evaluated; null when it could. Names what the document names, and holds no value.</param>
/// <param name="Reading">How it was read leniently because of the value at hand; null when it was read as it stands.</param>
public sealed record CriterionOutcome(bool Holds, string? Report, string? Reading = null);
