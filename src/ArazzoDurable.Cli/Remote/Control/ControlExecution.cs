using System.Text.Json.Nodes;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Client;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Control;

/// <summary>Has something done with runs, one after the other, and tells how they stand then.</summary>
/// <param name="io">Where to.</param>
/// <param name="server">The server.</param>
/// <param name="order">What is done; answers null when there is no such run any more.</param>
/// <param name="json">Whether run statuses are written as JSON.</param>
sealed class ControlExecution(CommandIo io, RemoteServer server, Func<ArazzoClient, string, CancellationToken, Task<RunStatus?>> order, bool json)
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code: the worst of all.</returns>
    public async Task<int> ExecuteAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        if (runIds is [var only])
            return await DoAsync(only, cancellationToken);
        var worst = ExitCodes.Success;
        foreach (var runId in runIds)
        {
            try
            {
                await DoAsync(runId, cancellationToken);
            }
            catch (CommandFailedException refused)
            {
                await io.Error.WriteLineAsync($"arazzo: {refused.Message}");
                worst = Math.Max(worst, refused.ExitCode);
            }
        }
        return worst;
    }

    Task<int> DoAsync(string runId, CancellationToken cancellationToken) => server.CallAsync(async () =>
    {
        if (await order(server.Client, runId, cancellationToken) is { } status)
            Tell(status);
        else
            await io.Out.WriteLineAsync(json ? new JsonObject { ["runId"] = runId, ["purged"] = true }.ToJsonString() : $"{runId}  purged");
        return ExitCodes.Success;
    });

    void Tell(RunStatus status)
    {
        if (json)
            OutcomeReport.WriteJson(status, io);
        else
            io.Out.WriteLine($"{status.RunId}  {RunWord.Of(status.Status),-9}  {CountLine.Of(status.Items)}");
    }
}
