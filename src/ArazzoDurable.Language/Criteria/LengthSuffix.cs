namespace ArazzoDurable.Language.Criteria;

/// <summary>The endings by which documents ask for the length of a value: <c>.length</c>, <c>.length()</c>, <c>.size()</c>.</summary>
static class LengthSuffix
{
    static readonly string[] All = [".length()", ".size()", ".length"];

    /// <summary>What stands before the ending; null when the text has none.</summary>
    public static string? Cut(string text)
    {
        var suffix = Array.Find(All, suffix => text.EndsWith(suffix, StringComparison.Ordinal));
        return suffix is null ? null : text[..^suffix.Length];
    }

    /// <summary>How many characters after <paramref name="owner"/> name the member that would win: <c>.length</c> or <c>.size</c>.</summary>
    public static int MemberLength(string text, string owner) =>
        text.Length - owner.Length - (text.EndsWith("()", StringComparison.Ordinal) ? 2 : 0);
}
