using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A value that a response must have, since something later reads it.</summary>
/// <param name="Place">Where it is read.</param>
/// <param name="Reader">What the reader says that it must be; null when it says nothing.</param>
sealed record Need(Place Place, SchemaGuide? Reader);
