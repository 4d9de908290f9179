using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Why a schema cannot be used. A value, never an exception.</summary>
/// <param name="Schema">Where the mistake stands in the document that holds the schema.</param>
/// <param name="Message">What was found and what was expected, in one sentence without a full stop.</param>
public sealed record SchemaError(JsonPointer Schema, string Message);
