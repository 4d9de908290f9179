namespace ArazzoDurable.Cli.Reports;

/// <summary>Writes words of a command line that is told, so that it can be typed as it stands.</summary>
static class ShellWord
{
    /// <summary>The word, in single quotes when it needs them.</summary>
    public static string Of(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':';
}
