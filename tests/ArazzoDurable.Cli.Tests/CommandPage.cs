using System.CommandLine;

namespace ArazzoDurable.Cli.Tests;

/// <summary>Reads command lines as pages and helps write them.</summary>
static class CommandPage
{
    static readonly CommandIo Nowhere = new(TextWriter.Null, TextWriter.Null, false, _ => null);

    /// <summary>All commands.</summary>
    public static IEnumerable<Command> Commands => ArazzoCommand.Parse([], Nowhere).RootCommandResult.Command.Subcommands;

    /// <summary>What is wrong with a command line that begins with <c>arazzo</c>; what follows three spaces is a remark.</summary>
    public static IReadOnlyList<string> Problems(string line)
    {
        var command = line.Split("   ")[0].Split(" > ")[0];
        var args = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word => word.Trim('\'')).ToArray();
        return [.. ArazzoCommand.Parse(args, Nowhere).Errors.Select(error => error.Message)];
    }
}
