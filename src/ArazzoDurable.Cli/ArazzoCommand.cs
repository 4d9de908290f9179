using System.CommandLine;
using System.CommandLine.Invocation;
using ArazzoDurable.Cli.Graph;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Cli.Validate;

namespace ArazzoDurable.Cli;

/// <summary>The command <c>arazzo</c>.</summary>
static class ArazzoCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="io">What it reads from and writes to.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C does.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] args, CommandIo io, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Runs Arazzo workflows, durably.");
        foreach (var command in Commands(io))
            root.Subcommands.Add(command);
        var configuration = new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false };
        try
        {
            var parsed = root.Parse(args);
            return parsed.Action is ParseErrorAction
                ? throw new CommandFailedException($"{Problem(parsed)} See 'arazzo {Path(parsed)}--help'.")
                : await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (CommandFailedException failed)
        {
            await io.Error.WriteLineAsync($"arazzo: {failed.Message}");
            return failed.ExitCode;
        }
    }

    // What nothing expects explains more than what is missing because of it.
    static string Problem(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"'{parsed.UnmatchedTokens[0]}' means nothing here."
        : $"{string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}.";

    static string Path(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";

    static IEnumerable<Command> Commands(CommandIo io)
    {
        yield return ValidateCommand.Create(io);
        yield return GraphCommand.Create(io);
        yield return SimulateCommand.Create(io);
    }
}
