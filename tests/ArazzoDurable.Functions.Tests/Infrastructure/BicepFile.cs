using System.Text.RegularExpressions;

namespace ArazzoDurable.Functions.Tests.Infrastructure;

/// <summary>A file of <c>infra/</c>, read as text: what it declares, and which of it is used.</summary>
sealed partial class BicepFile
{
    /// <summary>The file as code alone: without comments and descriptions, and of each text only the expressions in it.</summary>
    readonly string code;

    BicepFile(string name, string text)
    {
        Name = name;
        Text = text;
        code = Texts().Replace(Comments().Replace(text, ""), literal => string.Join(' ', Interpolations().Matches(literal.Value).Select(match => match.Groups[1].Value)));
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "infra");

    public string Name { get; }

    public string Text { get; }

    /// <summary>Its parameters, each with its default as it is written; null when it has none.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => Parameter().Matches(Text)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["default"] is { Success: true, Value: var value } ? value.Trim('\'') : null, StringComparer.Ordinal);

    public IEnumerable<string> Variables => Variable().Matches(Text).Select(match => match.Groups[1].Value);

    public IReadOnlySet<string> Outputs => Output().Matches(Text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<BicepModule> Modules => Module().Matches(Text).Select(match => new BicepModule(
        match.Groups["symbol"].Value,
        match.Groups["file"].Value,
        Argument().Matches(match.Groups["params"].Value).ToDictionary(argument => argument.Groups[1].Value, argument => argument.Groups[2].Value, StringComparer.Ordinal)));

    public static IReadOnlyList<BicepFile> ReadAll() =>
        [.. Directory.EnumerateFiles(Folder, "*.bicep").Order(StringComparer.Ordinal).Select(path => new BicepFile(Path.GetFileName(path), File.ReadAllText(path)))];

    public static BicepFile Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name)));

    /// <summary>Whether a name is used anywhere but where it is declared. The name of a property is no use.</summary>
    public bool Uses(string name) => Regex.IsMatch(Declared().Replace(code, ""), $@"(?<=(?:\bin|\?) ){name}(?!\w)|(?<![.\w]){name}(?!\w|\s*:)");

    /// <summary>The outputs of a module that are taken.</summary>
    public IReadOnlySet<string> TakenFrom(string module) =>
        Regex.Matches(code, $@"(?<![.\w]){Regex.Escape(module)}\.outputs\.(\w+)").Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!:)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"'(?:\$\{[^}]*\}|[^'\n])*'")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Interpolations();

    [GeneratedRegex(@"^(?:param|var|output) \w+", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^param (?<name>\w+) [\w\[\]]+(?: = (?<default>.+))?$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^var (\w+) =", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^output (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"^module (?<symbol>\w+) '(?<file>[^']+)' = \{\n(?:.*\n)*?  params: \{\n(?<params>(?:    .*\n)+)  \}\n\}", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^    (\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Argument();
}
