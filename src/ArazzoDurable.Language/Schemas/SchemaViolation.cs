using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Where and how a value does not fit its schema. Nothing here quotes a string of the value, for it may be a secret:
/// messages tell types, lengths, numbers and names of members, and what the schema itself says.
/// </summary>
/// <param name="Instance">The place in the value; for a missing member, the place where it should stand.</param>
/// <param name="Schema">The keyword's place in the document that holds the schema.</param>
/// <param name="Keyword">The keyword, such as <c>required</c>; empty for the schema <c>false</c> and for limits of the validator.</param>
/// <param name="Message">What was found and what was expected, in one sentence without a full stop.</param>
public sealed record SchemaViolation(JsonPointer Instance, JsonPointer Schema, string Keyword, string Message);
