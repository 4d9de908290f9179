using System.CommandLine;
using System.CommandLine.Invocation;
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
            if (parsed.Action is ParseErrorAction wrongUsage)
                wrongUsage.ShowHelp = false;
            var exit = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCodes.Unusable : exit;
        }
        catch (CommandFailedException failed)
        {
            await io.Error.WriteLineAsync($"arazzo: {failed.Message}");
            return failed.ExitCode;
        }
    }

    static IEnumerable<Command> Commands(CommandIo io)
    {
        yield return ValidateCommand.Create(io);
    }
}
