using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Items;
using ArazzoDurable.Cli.Remote.Push;
using ArazzoDurable.Cli.Run;

namespace ArazzoDurable.Cli.Remote.Submit;

/// <summary>The command <c>arazzo submit</c>.</summary>
sealed class SubmitCommand
{
    const string Notes = """
        Starts a run on a server and writes its id to stdout. With --wait it shows how the run goes and ends as 'arazzo run' does: with the
        outputs of the only item, or how many items came to what and which failed. Ctrl-C stops watching; the run goes on.

        With an array or JSON lines in --inputs, each entry is an item that is walked on its own. A file is stored first, as 'arazzo push'
        does it. The credentials of the APIs that a run calls are the server's.

        Exit codes: 0 submitted, with --wait: the run succeeded; 1 the run or the document failed, 2 usage or unusable input, 130 interrupted.
        """;

    readonly Argument<string> target = new("FLOWID|FILE") { Description = "The id of a stored flow, or the Arazzo description of one to store." };

    readonly Option<string?> workflow = new("--workflow")
    {
        HelpName = "ID",
        Description = "The workflow to run. May be left out when there is one only, or one only that no other calls.",
    };

    readonly Option<bool> wait = new("--wait") { Description = "Shows how the run goes and waits for its end." };

    readonly Option<bool> detach = new("--detach") { Description = "Does not wait: writes the id of the run, and ends. This is the default." };

    readonly Option<string?> idempotencyKey = new("--idempotency-key")
    {
        HelpName = "KEY",
        Description = "Names this submit: with the same key and the same request there is one run, however often it is submitted.",
    };

    readonly Option<string?> pollInterval = new("--poll-interval")
    {
        HelpName = "SECONDS",
        Description = "Waits this long before a loop enters a step again, in place of a growing time; 0 does not wait. A Retry-After header still counts.",
    };

    readonly Option<bool> parallel = new("--parallel") { Description = "Runs steps that do not depend on each other at the same time. Default: one after the other." };

    readonly Option<string[]> servers = new("--server")
    {
        HelpName = "source=url",
        Description = "Calls the operations of a source below this URL, in place of the whole server URL. The server must allow it: 'arazzo serve --allow-server-overrides'.",
    };

    readonly ItemOptions items = new();
    readonly UploadOptions upload = new();
    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new SubmitCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("submit", "Starts a run on a server.")
        {
            target, workflow, items.Input, items.Inputs, items.MaxConcurrency, wait, detach, idempotencyKey, pollInterval, parallel, servers,
        };
        upload.AddTo(command);
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo submit flow.arazzo.yaml -i projectId=DEMO --wait",
            "arazzo submit sha256:5589d840a3c69c5d8d4d7b9bd7d23a6ffbae62fd092ba7008118cb9a8c9aefbc --inputs many.jsonl --max-concurrency 20 --wait");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = Read(parsed);
            using var server = remote.Open(parsed, io);
            return await server.CallAsync(() => new SubmitExecution(io, server, request).ExecuteAsync(cancellationToken));
        });
        return command;
    }

    SubmitArguments Read(ParseResult parsed)
    {
        if (parsed.GetValue(wait) && parsed.GetValue(detach))
            throw new CommandFailedException("--wait follows the run and --detach does not; give one of them.");
        var inputs = new InputRequest(items.Typed(parsed), parsed.GetValue(items.Inputs)) { SecretsAreText = true };
        var given = parsed.GetRequiredValue(target);
        return new SubmitArguments(given, upload.Read(parsed, given, parsed.GetValue(workflow)), inputs)
        {
            MaxConcurrency = items.Concurrency(parsed),
            Servers = ServerUrls.Read(NamedText.Read("--server", "source=url", parsed.GetValue(servers) ?? [])),
            PollInterval = PollInterval.Read(parsed.GetValue(pollInterval)),
            Parallel = parsed.GetValue(parallel),
            IdempotencyKey = parsed.GetValue(idempotencyKey),
            Wait = parsed.GetValue(wait),
            Json = parsed.GetValue(remote.Json),
        };
    }
}
