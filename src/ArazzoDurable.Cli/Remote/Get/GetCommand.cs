using System.CommandLine;
using ArazzoDurable.Cli.Examples;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>The command <c>arazzo get</c>.</summary>
sealed class GetCommand
{
    const string Notes = """
        Tells how a run on a server stands. With --wait it shows how the run goes and ends as 'arazzo run' does; Ctrl-C stops watching, and
        the run goes on. With --json, stdout is the run status; with --items, a line of JSON for each item.

        Exit codes: 0 told, with --wait: the run succeeded; 1 with --wait: the run failed, 2 usage or no such run, 130 interrupted.
        """;

    readonly Argument<string> runId = new("RUNID") { Description = "The run." };
    readonly Option<bool> wait = new("--wait") { Description = "Shows how the run goes, waits for its end and tells what came of it." };
    readonly Option<bool> results = new("--results") { Description = "Adds the items with their results." };
    readonly Option<bool> items = new("--items") { Description = "Lists the items, and nothing else." };
    readonly Option<string?> status = new("--status") { HelpName = "STATUS", Description = $"With --items, those that stand so: {string.Join(", ", ItemWord.All)}." };
    readonly Option<int?> item = new("--item") { HelpName = "N", Description = "Tells one item, from 0, with all visits of its steps." };
    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new GetCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        status.AcceptOnlyFromAmong(ItemWord.All);
        var command = new Command("get", "Tells how a run on a server stands.") { runId, wait, results, items, status, item };
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo get fe5e0534-8dd7-875d-824e-a92f63422ffd --wait",
            "arazzo get fe5e0534-8dd7-875d-824e-a92f63422ffd --items --status failed");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = Read(parsed);
            using var server = remote.Open(parsed, io);
            return await server.CallAsync(() => new GetExecution(io, server, request).ExecuteAsync(cancellationToken));
        });
        return command;
    }

    GetRequest Read(ParseResult parsed)
    {
        var request = new GetRequest(RunIds.Checked(parsed.GetRequiredValue(runId)))
        {
            Wait = parsed.GetValue(wait),
            Results = parsed.GetValue(results),
            Items = parsed.GetValue(items),
            ItemStatus = ItemWord.Read(parsed.GetValue(status)),
            Item = parsed.GetValue(item),
            Json = parsed.GetValue(remote.Json),
        };
        return request switch
        {
            { Wait: true } and ({ Items: true } or { Item: not null }) => throw new CommandFailedException("--wait tells what came of the whole run; ask for items without it."),
            { ItemStatus: not null, Items: false } => throw new CommandFailedException("--status says which items are listed; add --items."),
            { Items: true, Item: not null } => throw new CommandFailedException("--items lists items and --item tells one; give one of them."),
            { Item: < 0 } => throw new CommandFailedException("--item expects the number of an item, from 0."),
            _ => request,
        };
    }
}
