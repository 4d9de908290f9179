using System.CommandLine;
using System.CommandLine.Invocation;
using ArazzoDurable.Cli.Graph;
using ArazzoDurable.Cli.Remote.Control;
using ArazzoDurable.Cli.Remote.Get;
using ArazzoDurable.Cli.Remote.Push;
using ArazzoDurable.Cli.Remote.Runs;
using ArazzoDurable.Cli.Remote.Submit;
using ArazzoDurable.Cli.Remote.Watch;
using ArazzoDurable.Cli.Resume;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Cli.Serve;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Cli.Validate;

namespace ArazzoDurable.Cli;

/// <summary>The command <c>arazzo</c>.</summary>
static class ArazzoCommand
{
    /// <summary>The environment variable that, set to 1, adds the stack trace to what is said of an internal error.</summary>
    public const string DebugVariable = "ARAZZO_DEBUG";

    // A value such as n=@file is ours to read; and signals are handled by the program, which waits until all is stored.
    static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="io">What it reads from and writes to.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C does.</param>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] args, CommandIo io, CancellationToken cancellationToken)
    {
        try
        {
            var parsed = Parse(args, io);
            return parsed.Action is ParseErrorAction
                ? throw new CommandFailedException($"{UsageProblem.Of(parsed, args)} See 'arazzo {Path(parsed)}--help'.")
                : await parsed.InvokeAsync(Invocation(io), cancellationToken);
        }
        catch (CommandFailedException failed)
        {
            await io.Error.WriteLineAsync($"arazzo: {failed.Message}");
            return failed.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await io.Error.WriteLineAsync("arazzo: interrupted");
            return ExitCodes.Interrupted;
        }
        // Files and folders that cannot be used, the data folder among them, say what is wrong with them.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await io.Error.WriteLineAsync($"arazzo: {exception.Message}");
            await TraceAsync(exception, io);
            return ExitCodes.Unusable;
        }
#pragma warning disable CA1031 // The last resort: nobody is to see a stack trace unasked.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await io.Error.WriteLineAsync($"arazzo: internal error: {exception.GetType().Name}: {exception.Message}");
            await TraceAsync(exception, io);
            return ExitCodes.Failed;
        }
    }

    /// <summary>Reads a command line without running it.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="io">What the command would read from and write to.</param>
    public static ParseResult Parse(string[] args, CommandIo io)
    {
        var root = new RootCommand("Runs Arazzo workflows, durably.");
        foreach (var command in Commands(io))
            root.Subcommands.Add(command);
        return root.Parse(args, Parsing);
    }

    static IEnumerable<Command> Commands(CommandIo io)
    {
        yield return RunCommand.Create(io);
        yield return ResumeCommand.Create(io);
        yield return ServeCommand.Create(io);
        yield return ValidateCommand.Create(io);
        yield return GraphCommand.Create(io);
        yield return SimulateCommand.Create(io);
        yield return PushCommand.Create(io);
        yield return SubmitCommand.Create(io);
        yield return RunsCommand.Create(io);
        yield return GetCommand.Create(io);
        yield return WatchCommand.Create(io);
        foreach (var command in ControlCommand.CreateAll(io))
            yield return command;
    }

    static InvocationConfiguration Invocation(CommandIo io) => new()
    {
        Output = io.Out,
        Error = io.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    static string Path(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";

    static async Task TraceAsync(Exception exception, CommandIo io)
    {
        if (io.Environment(DebugVariable) == "1")
            await io.Error.WriteLineAsync(exception.ToString());
    }
}
