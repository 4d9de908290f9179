namespace ArazzoDurable.Cli.Validate;

/// <summary>What the page of the diagnostics says of a code.</summary>
/// <param name="Meaning">What the code means.</param>
/// <param name="Example">What it is about, such as.</param>
/// <param name="Cure">What to do.</param>
sealed record RuleHelp(string Meaning, string Example, string Cure)
{
    const string Page = "diagnostics.md";

    static readonly Lazy<IReadOnlyDictionary<string, RuleHelp>> All = new(Read);

    /// <summary>What is said of a code; null when the page does not have it.</summary>
    public static RuleHelp? Of(string code) => All.Value.GetValueOrDefault(code);

    static Dictionary<string, RuleHelp> Read()
    {
        using var page = new StreamReader(typeof(RuleHelp).Assembly.GetManifestResourceStream(Page)
            ?? throw new InvalidOperationException($"The program was built without {Page}."));
        var rules = new Dictionary<string, RuleHelp>(StringComparer.Ordinal);
        while (page.ReadLine() is { } line)
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            var cells = line.Replace(@"\|", "\0", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[1..^1];
            if (cells is [var code, var meaning, var example, var cure])
                rules.TryAdd(code.Trim('`'), new RuleHelp(WithoutSeverity(Text(meaning)), Text(example), Text(cure)));
        }
        return rules;
    }

    static string Text(string cell) => cell.Replace('\0', '|');

    // A result has a level of its own.
    static string WithoutSeverity(string meaning) =>
        meaning.Split(". ", 2) is ["E" or "W" or "W/E", var rest] ? rest : meaning;
}
