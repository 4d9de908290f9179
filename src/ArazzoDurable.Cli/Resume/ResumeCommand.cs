using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Remote;
using ArazzoDurable.Cli.Remote.Control;

namespace ArazzoDurable.Cli.Resume;

/// <summary>The command <c>arazzo resume</c>.</summary>
sealed class ResumeCommand
{
    const string Notes = """
        Continues the runs that a crash or Ctrl-C left, and waits for all of them. With --json, stdout is the run status with its results;
        of several runs, one line of JSON for each as it ends.

        With --url it has a suspended run on that server go on instead, tells how it stands then, and does not wait; RUNID is needed, and
        --data, --allow-host and --reveal have no meaning.

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
    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new ResumeCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("resume", "Continues the runs that a crash or Ctrl-C left, or a suspended run on a server.")
        {
            runId, shared.Data, shared.AllowHost, shared.Json, shared.Reveal, remote.Url, remote.ApiKey,
        };
        remote.Url.Description = "The server on which a suspended run goes on. Default: none, the runs are those of the data folder.";
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo resume",
            "arazzo resume fe5e0534-8dd7-875d-824e-a92f63422ffd --data /var/lib/arazzo --json",
            "arazzo resume fe5e0534-8dd7-875d-824e-a92f63422ffd --url https://runs.example.com");
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(remote.Url) is null
            ? new ResumeExecution(io, Read(parsed)).ExecuteAsync(cancellationToken)
            : ResumeOnServerAsync(io, parsed, cancellationToken));
        return command;
    }

    async Task<int> ResumeOnServerAsync(CommandIo io, ParseResult parsed, CancellationToken cancellationToken)
    {
        var run = RunIds.Checked(parsed.GetValue(runId) ?? throw new CommandFailedException("On a server one run is resumed: give its id, which 'arazzo runs --status suspended' tells."));
        if (parsed.GetResult(shared.Data) is { Implicit: false })
            throw new CommandFailedException("--data says where runs of this machine are, and --url where a server is; give one of them.");
        using var server = remote.Open(parsed, io);
        return await new ControlExecution(io, server, async (client, id, cancelled) => await client.ResumeRunAsync(id, cancelled), parsed.GetValue(shared.Json))
            .ExecuteAsync([run], cancellationToken);
    }

    ResumeRequest Read(ParseResult parsed) => new(
        parsed.GetValue(runId),
        parsed.GetRequiredValue(shared.Data),
        SharedOptions.AllowList(parsed.GetValue(shared.AllowHost) ?? []),
        parsed.GetValue(shared.Json),
        parsed.GetValue(shared.Reveal));
}
