using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.JsonPath;

/// <summary>The longest query that begins at a place inside a longer text.</summary>
/// <param name="Query">The query, made of all segments that are well-formed.</param>
/// <param name="End">The offset in UTF-16 code units just after the query's last segment, from the beginning of the longer text.</param>
/// <param name="Stopped">
/// Why a segment that begins at <paramref name="End"/> was not taken; null when no segment begins there. Its position counts from the
/// beginning of the longer text.
/// </param>
public sealed record JsonPathPrefix(JsonPathQuery Query, int End, SyntaxError? Stopped);
