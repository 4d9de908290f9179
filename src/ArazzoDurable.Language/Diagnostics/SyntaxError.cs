namespace ArazzoDurable.Language.Diagnostics;

/// <summary>Why a small text (an expression, a condition, a query) could not be parsed.</summary>
/// <param name="Position">The offset in UTF-16 code units at which parsing stopped, from 0.</param>
/// <param name="Message">What was found and what was expected there.</param>
public sealed record SyntaxError(int Position, string Message);
