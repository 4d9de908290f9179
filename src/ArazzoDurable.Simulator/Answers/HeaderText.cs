namespace ArazzoDurable.Simulator.Answers;

/// <summary>Makes any text fit for a header.</summary>
static class HeaderText
{
    /// <summary>The text with all that is not visible ASCII or a space percent-encoded.</summary>
    internal static string Of(string text) => text.All(IsAllowed)
        ? text
        : string.Concat(text.EnumerateRunes().Select(rune =>
            rune.IsAscii && IsAllowed((char)rune.Value) ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    static bool IsAllowed(char letter) => letter is >= ' ' and <= '~';
}
