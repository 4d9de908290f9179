using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What both notations have to say in the same words.</summary>
static class SyntaxDiagnostics
{
    public static Diagnostic DuplicateKey(string name, Location location, Mark first) => Diagnostic.Error(
        DiagnosticCodes.DuplicateKey,
        location,
        $"The member '{name}' is given twice; the first, at {first}, is taken.",
        "Remove one of them.");

    public static Diagnostic HalfCharacter(Location location) => Diagnostic.Error(
        DiagnosticCodes.Unreadable,
        location,
        "The string escapes one half of a UTF-16 pair without the other.",
        "Write the character itself, or both halves.");
}
