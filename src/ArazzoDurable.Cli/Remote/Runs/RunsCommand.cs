using System.CommandLine;
using System.Globalization;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Runs;

/// <summary>The command <c>arazzo runs</c>.</summary>
sealed class RunsCommand
{
    const string Notes = """
        Lists the runs of a server, newest first: id, status, time of the submit, items and flow. With --json, a line of JSON for each.

        Exit codes: 0 listed, 2 usage or no such server, 130 interrupted.
        """;

    const int MostAtOnce = 200;

    readonly Option<string?> status = new("--status") { HelpName = "STATUS", Description = $"Those that stand so: {string.Join(", ", RunWord.All)}." };

    readonly Option<string?> flow = new("--flow") { HelpName = "ID", Description = "Those of this flow." };

    readonly Option<string?> since = new("--since")
    {
        HelpName = "TIME",
        Description = "Those submitted then or later: a time such as 2026-11-20T08:00:00Z, or how long ago, such as 90s, 30m, 12h or 7d.",
    };

    readonly Option<int> top = new("--top") { HelpName = "N", Description = "How many at the most.", DefaultValueFactory = _ => 20 };

    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new RunsCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        status.AcceptOnlyFromAmong(RunWord.All);
        var command = new Command("runs", "Lists the runs of a server.") { status, flow, since, top };
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo runs --status failed --since 12h",
            "arazzo runs --top 100 --json --url https://runs.example.com");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (filter, most) = (Filter(parsed), Top(parsed));
            using var server = remote.Open(parsed, io);
            return await server.CallAsync(() => ListAsync(io, server, filter, most, parsed.GetValue(remote.Json), cancellationToken));
        });
        return command;
    }

    static async Task<int> ListAsync(CommandIo io, RemoteServer server, RunFilter filter, int most, bool json, CancellationToken cancellationToken)
    {
        var count = 0;
        // Filters are applied to a page after it is read, so that small pages would take many requests.
        var pageSize = filter == new RunFilter() ? Math.Min(most, MostAtOnce) : MostAtOnce;
        await foreach (var run in server.Client.ListRunsAsync(filter, pageSize, cancellationToken).Take(most))
        {
            count++;
            if (json)
                OutcomeReport.WriteJson(run, io);
            else
                await io.Out.WriteLineAsync(Line(run));
        }
        if (!json && count == 0)
            await io.Error.WriteLineAsync("no runs");
        else if (!json && count == most)
            await io.Error.WriteLineAsync($"the newest {most}; more with --top");
        return ExitCodes.Success;
    }

    static string Line(RunStatus run) => Printable.Line(
        $"{run.RunId}  {RunWord.Of(run.Status),-9}  {run.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}  {CountLine.Of(run.Items)}  {run.FlowName ?? run.FlowId}");

    RunFilter Filter(ParseResult parsed)
    {
        if (parsed.GetValue(flow) is { } id && !FlowId.TryParse(id, out _))
            throw new CommandFailedException("--flow expects the id of a flow: sha256: and 64 hexadecimal digits, as 'arazzo push' tells it.");
        return new RunFilter(RunWord.Read(parsed.GetValue(status)), parsed.GetValue(flow), PointInTime.Read("--since", parsed.GetValue(since), TimeProvider.System));
    }

    int Top(ParseResult parsed) => parsed.GetValue(top) is var most and > 0 ? most : throw new CommandFailedException("--top expects a number from 1.");
}
