using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas;

/// <summary>What the schemas that apply to one place of a value say about its secrecy.</summary>
/// <param name="Instance">The place in the value. A mark of an object or array speaks of all that is in it.</param>
/// <param name="XSecret">The extension <c>x-secret</c>; null when no schema has it. Where schemas differ, true wins.</param>
/// <param name="Password">Whether a schema has <c>format: password</c>.</param>
/// <param name="WriteOnly">Whether a schema has <c>writeOnly: true</c>.</param>
public sealed record SecretMark(JsonPointer Instance, bool? XSecret, bool Password, bool WriteOnly);
