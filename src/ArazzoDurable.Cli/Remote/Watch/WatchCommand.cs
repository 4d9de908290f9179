using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;

namespace ArazzoDurable.Cli.Remote.Watch;

/// <summary>The command <c>arazzo watch</c>.</summary>
sealed class WatchCommand
{
    const string Notes = """
        Tells what happens in a run, from its first event to its last, as it happens: the id of the event, its time (UTC), and what
        happened. A connection that breaks is made again where it was. With --json, an event is a line of JSON as the API has it, with its id.

        Exit codes: 0 the run succeeded, 1 it failed or was cancelled, 2 usage or no such run, 130 interrupted; the run goes on.
        """;

    readonly Argument<string> runId = new("RUNID") { Description = "The run." };
    readonly Option<string?> from = new("--from") { HelpName = "ID", Description = "Goes on after this event, whose id was told." };
    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new WatchCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("watch", "Tells what happens in a run on a server, as it happens.") { runId, from };
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo watch fe5e0534-8dd7-875d-824e-a92f63422ffd",
            "arazzo watch fe5e0534-8dd7-875d-824e-a92f63422ffd --from 117 --json");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = RunIds.Checked(parsed.GetRequiredValue(runId));
            using var server = remote.Open(parsed, io);
            return await server.CallAsync(() => WatchAsync(io, server, run, parsed.GetValue(from), parsed.GetValue(remote.Json), cancellationToken));
        });
        return command;
    }

    static async Task<int> WatchAsync(CommandIo io, RemoteServer server, string runId, string? from, bool json, CancellationToken cancellationToken)
    {
        var last = from;
        try
        {
            await foreach (var watched in server.Client.WatchRunAsync(runId, from, cancellationToken))
            {
                last = watched.Id;
                await io.Out.WriteLineAsync(json ? RemoteJson.Line(watched) : $"{watched.Id,5}  {EventLine.Time(watched.Event.At)}  {EventLine.Of(watched.Event)}");
            }
            return OutcomeReport.ExitCode(await server.Client.GetRunAsync(runId, cancellationToken: cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var place = last is null ? "" : $" --from {ShellWord.Of(last)}";
            await io.Error.WriteLineAsync($"stopped watching; run {runId} goes on: watch it with  {server.Line($"watch {runId}{place}")}  or end it with  {server.Line($"cancel {runId}")}");
            return ExitCodes.Interrupted;
        }
    }
}
