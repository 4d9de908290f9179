using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Embedded;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Resume;

/// <summary>Carries out <c>arazzo resume</c>.</summary>
/// <param name="io">What it reads from and writes to.</param>
/// <param name="request">What was asked for.</param>
sealed class ResumeExecution(CommandIo io, ResumeRequest request)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(request.DataFolder))
            throw new CommandFailedException($"The data folder '{request.DataFolder}' does not exist, so there is nothing to resume; say where it is with --data DIR.");
        if (!EmbeddedHost.IsDataFolder(request.DataFolder))
            return NothingLeft(null);
        var feed = new ProgressFeed();
        await using var host = await LocalHost.OpenAsync(new LocalHostOptions
        {
            DataFolder = request.DataFolder,
            Holder = "arazzo resume",
            AllowedHosts = request.AllowList,
            SecretKey = io.Environment(SharedOptions.SecretKeyVariable),
            Credentials = EnvironmentCredentials.Read(io, mustNameOrigins: false),
            Observer = feed,
        }, cancellationToken);
        var known = request.RunId is { } runId ? await host.Runs.GetAsync(runId, includeResults: true, request.Reveal, cancellationToken) ?? throw Unknown() : null;
        var left = await host.RecoverAsync(request.RunId, cancellationToken);
        if (left.Count == 0)
            return await NothingLeftAsync(host, known, cancellationToken);
        return await WaitAsync(host, feed, left, cancellationToken);
    }

    async Task<int> NothingLeftAsync(LocalHost host, RunStatus? ended, CancellationToken cancellationToken)
    {
        if (request.Json && ended is not null)
            await new LocalReport(io, host, request.DataFolder, request.Json, request.Reveal).WriteAsync(ended, cancellationToken);
        return NothingLeft(ended);
    }

    int NothingLeft(RunStatus? ended)
    {
        if (request.RunId is not null && ended is null)
            throw Unknown();
        io.Error.WriteLine(ended is null
            ? $"nothing was left in '{request.DataFolder}'"
            : $"nothing was left of run {ended.RunId}: it ended before, with {OutcomeReport.Word(ended.Status)}");
        return ExitCodes.Success;
    }

    CommandFailedException Unknown() => new($"There is no run '{request.RunId}' in the data folder '{request.DataFolder}'; without an id, 'arazzo resume' continues all that were left, and with --url it is a run on a server that goes on.");

    async Task<int> WaitAsync(LocalHost host, ProgressFeed feed, IReadOnlyList<RunRecord> left, CancellationToken cancellationToken)
    {
        foreach (var run in left)
            await io.Error.WriteLineAsync(run.Control is RunControl.Suspended ? $"run {run.RunId} stays suspended" : $"run {run.RunId} goes on");
        var going = left.Where(run => run.Control is not RunControl.Suspended).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        var ended = new List<RunStatus>();
        var report = new LocalReport(io, host, request.DataFolder, request.Json, request.Reveal) { IsBrief = true };
        try
        {
            var display = left is [{ Items.Total: not 1 } only]
                ? Displays.ForItems(io, () => host.Runs.GetAsync(only.RunId, includeResults: false, reveal: false, CancellationToken.None))
                : Displays.For(io, tellRuns: left.Count > 1);
            await feed.ShowAsync(display, () => CollectAsync(host, going.Keys, ended, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var status in ended)
                await report.WriteAsync(status, CancellationToken.None);
            var which = request.RunId is { } runId ? $" {runId}" : "";
            await io.Error.WriteLineAsync($"interrupted; nothing is lost: continue with  arazzo resume{which} --data {ShellWord.Of(request.DataFolder)}");
            return ExitCodes.Interrupted;
        }
        foreach (var status in ended)
        {
            if (left.Count > 1 && !request.Json)
                await io.Out.WriteLineAsync($"run {status.RunId}");
            await report.WriteAsync(status, cancellationToken);
            TellOfSimulator(going[status.RunId], status);
        }
        return ended.TrueForAll(status => status.Status is RunState.Success) ? ExitCodes.Success : ExitCodes.Failed;
    }

    async Task<int> CollectAsync(LocalHost host, IEnumerable<string> runIds, List<RunStatus> ended, CancellationToken cancellationToken)
    {
        var waits = runIds.Select(runId => host.Runs.WaitAsync(runId, includeResults: true, request.Reveal, cancellationToken)).ToList();
        await foreach (var wait in Task.WhenEach(waits))
            ended.Add(await wait ?? throw new InvalidOperationException("A run is no longer in the store."));
        return ended.Count;
    }

    void TellOfSimulator(RunRecord run, RunStatus status)
    {
        var refused = status.Results?.Any(result => result.Result.Error?.Code == CallFault.ConnectionRefused.Code) is true;
        if (refused && run.Options.Servers.Values.Select(url => new Uri(url)).FirstOrDefault(url => url.IsLoopback) is { } gone)
            io.Error.WriteLine($"nothing answers at {gone.GetLeftPart(UriPartial.Authority)}; if the run was begun with --simulate, its APIs ended with that command: begin it anew.");
    }
}
