using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli;

/// <summary>Says what is wrong with a command line. What may be a value is not quoted: it may be secret.</summary>
static partial class UsageProblem
{
    /// <summary>One sentence, two with a hint.</summary>
    public static string Of(ParseResult parsed, string[] args)
    {
        // What nothing expects explains more than what is missing because of it.
        if (parsed.UnmatchedTokens is [var first, ..])
            return Unexpected(first, parsed, args);
        var error = parsed.Errors[0];
        var said = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return error.SymbolResult is OptionResult { Option.Name: var option } && !said.Contains(option, StringComparison.Ordinal) ? $"{option}: {said}." : $"{said}.";
    }

    static string Unexpected(string token, ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && args[0] == token && !token.StartsWith('-'))
            return Unknown("command", token, command.Subcommands.Select(known => known.Name));
        if (OptionName.Match(token) is { Success: true, Value: var option })
            return Unknown("option", option, command.Options.SelectMany(known => known.Aliases.Prepend(known.Name)));
        return $"Argument number {Array.LastIndexOf(args, token) + 1} is one too many.";
    }

    static string Unknown(string kind, string name, IEnumerable<string> known) =>
        string.Join(' ', $"There is no {kind} '{name}'.", Spelling.Hint(name, known)).TrimEnd();

    [GeneratedRegex("^(--[a-z][a-z-]*|-[a-zA-Z])(?==|$)", RegexOptions.CultureInvariant)]
    static partial Regex OptionName { get; }
}
