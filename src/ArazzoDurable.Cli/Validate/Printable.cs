using System.Globalization;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Makes text from documents fit for a line on a terminal.</summary>
static class Printable
{
    /// <summary>The text with its control characters escaped: none of them moves the cursor, colours the line or begins another one.</summary>
    public static string Line(string text) => text.Any(IsUnsafe)
        ? string.Concat(text.Select(c => IsUnsafe(c) ? string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}") : c.ToString()))
        : text;

    // Format characters can turn the direction of what follows.
    static bool IsUnsafe(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
