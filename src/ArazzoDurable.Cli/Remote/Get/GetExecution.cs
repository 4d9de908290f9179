using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>Carries out <c>arazzo get</c>.</summary>
/// <param name="io">What it reads from and writes to.</param>
/// <param name="server">The server.</param>
/// <param name="request">What was asked for.</param>
sealed class GetExecution(CommandIo io, RemoteServer server, GetRequest request)
{
    /// <summary>Tells how the run stands.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (request.Item is { } item)
            return await TellItemAsync(item, cancellationToken);
        if (request.Items)
            return await ListItemsAsync(cancellationToken);
        var run = await server.Client.GetRunAsync(request.RunId, new RunQuery { IncludeResults = request.Results && !request.Wait }, cancellationToken);
        if (request.Wait)
            return await new RunFollowing(io, server, request.Json).ExecuteAsync(run, cancellationToken);
        if (request.Json)
            await new RemoteReport(io, server).WriteAsync(run, json: true, cancellationToken);
        else
            await WriteAsync(run, cancellationToken);
        return ExitCodes.Success;
    }

    async Task WriteAsync(RunStatus run, CancellationToken cancellationToken)
    {
        StatusText.Write(run, io.Out);
        if (request.Results)
            await ListItemsAsync(cancellationToken);
    }

    async Task<int> ListItemsAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in server.Client.ListItemsAsync(request.RunId, request.ItemStatus, cancellationToken: cancellationToken))
        {
            if (request.Json)
                await io.Out.WriteLineAsync(RemoteJson.Line(item, RemoteJson.Default.ItemState));
            else
                ItemText.Write(item, io.Out);
        }
        return ExitCodes.Success;
    }

    async Task<int> TellItemAsync(int index, CancellationToken cancellationToken)
    {
        var item = await server.Client.GetItemAsync(request.RunId, index, cancellationToken);
        if (request.Json)
        {
            await io.Out.WriteLineAsync(RemoteJson.Line(item, RemoteJson.Default.ItemState));
            return ExitCodes.Success;
        }
        ItemText.Write(item, io.Out);
        ItemText.WriteVisits(item, io.Out);
        return ExitCodes.Success;
    }
}
