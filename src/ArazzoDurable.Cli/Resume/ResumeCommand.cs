using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Hosting;

namespace ArazzoDurable.Cli.Resume;

/// <summary>The command <c>arazzo resume</c>.</summary>
sealed class ResumeCommand
{
    const string Notes = """
        Continues the runs that a crash or Ctrl-C left, and waits for all of them. With --json, stdout is the run status with its results;
        of several runs, one line of JSON for each as it ends.

        The APIs of a run that was begun with --simulate ended with it: start them again with 'arazzo simulate FILE --urls URL', where URL
        is what the interrupted run told, or begin the run anew.

        Credentials of --auth were stored, sealed, and are used again; those of the environment (ARAZZO_AUTH__<source>__<scheme>) are read anew.

        Exit codes: 0 all succeeded or nothing was left, 1 a run failed, 2 usage or unusable input, 130 interrupted.
        """;

    readonly Argument<string?> runId = new("RUNID")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The run to continue. Default: all that have not ended.",
    };

    readonly SharedOptions shared = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new ResumeCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("resume", "Continues the runs that a crash or Ctrl-C left.") { runId, shared.Data, shared.AllowHost, shared.Json, shared.Reveal };
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo resume",
            "arazzo resume fe5e0534-8dd7-875d-824e-a92f63422ffd --data /var/lib/arazzo --json");
        command.SetAction((parsed, cancellationToken) => new ResumeExecution(io, Read(parsed)).ExecuteAsync(cancellationToken));
        return command;
    }

    ResumeRequest Read(ParseResult parsed) => new(
        parsed.GetValue(runId),
        parsed.GetRequiredValue(shared.Data),
        SharedOptions.AllowList(parsed.GetValue(shared.AllowHost) ?? []),
        parsed.GetValue(shared.Json),
        parsed.GetValue(shared.Reveal));
}
