using System.Threading.Channels;
using ArazzoDurable.Cli.Progress.Items;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Follow;

/// <summary>Shows how a run on a server goes until its end, and tells what came of it. To stop that does not stop the run.</summary>
/// <param name="io">Where to.</param>
/// <param name="server">The server.</param>
/// <param name="json">Whether the run status is written as JSON.</param>
sealed class RunFollowing(CommandIo io, RemoteServer server, bool json)
{
    /// <summary>Follows a run.</summary>
    /// <param name="run">The run, as it stands.</param>
    /// <param name="cancellationToken">Stops following it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(RunStatus run, CancellationToken cancellationToken)
    {
        try
        {
            if (run.CompletedAt is null)
                await ShowAsync(run, cancellationToken);
            var ended = await server.Client.WaitForRunAsync(run.RunId, cancellationToken);
            await new RemoteReport(io, server).WriteAsync(ended, json, cancellationToken);
            return OutcomeReport.ExitCode(ended);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await io.Error.WriteLineAsync(
                $"stopped watching; run {run.RunId} goes on: wait for it with  {server.Line($"get {run.RunId} --wait")}  or end it with  {server.Line($"cancel {run.RunId}")}");
            return ExitCodes.Interrupted;
        }
    }

    async Task ShowAsync(RunStatus run, CancellationToken cancellationToken)
    {
        var shown = Channel.CreateUnbounded<ItemMove>(new UnboundedChannelOptions { SingleReader = true });
        var moves = new RunMoves(run.Items.Total == 1);
        shown.Writer.TryWrite(new ItemMove.Counted(run.Items, run.Status));
        var showing = ItemsDisplays.For(io).ShowAsync(shown.Reader);
        try
        {
            await foreach (var (_, happened) in server.Client.WatchRunAsync(run.RunId, cancellationToken: cancellationToken))
            {
                foreach (var move in moves.Of(happened))
                    shown.Writer.TryWrite(move);
            }
        }
        finally
        {
            shown.Writer.TryComplete();
            await showing;
        }
    }
}
