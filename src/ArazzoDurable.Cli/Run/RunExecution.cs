using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Run;

/// <summary>Carries out <c>arazzo run</c>: checks, stores, submits, shows, and tells what came of it.</summary>
/// <param name="io">What it reads from and writes to.</param>
/// <param name="request">What was asked for.</param>
sealed class RunExecution(CommandIo io, RunRequest request)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var preparation = new FlowPreparation(io, request);
        var flow = await preparation.PrepareAsync(cancellationToken);
        var inputs = await new InputReading(io, request, flow).ReadAsync(cancellationToken);
        if (!inputs.MadeUp.IsEmpty)
            await io.Error.WriteLineAsync($"inputs made up for the rehearsal: {string.Join(", ", inputs.MadeUp)}");
        var credentials = await new CredentialReading(io, flow.Bundle).ReadAsync(request.Auth, cancellationToken);
        var environment = EnvironmentCredentials.Read(io, mustNameOrigins: false);
        if (!request.Json)
            preparation.Tell(flow, name => credentials.ContainsKey(name.ToString()) || environment.Find(name) is not null);
        await using var simulator = request.Simulate ? await RunSimulation.StartAsync(request, flow, inputs.Value, io, cancellationToken) : null;
        var feed = new ProgressFeed();
        await using var host = await LocalHost.OpenAsync(new LocalHostOptions
        {
            DataFolder = request.DataFolder,
            Holder = "arazzo run",
            AllowedHosts = request.AllowList,
            SecretKey = io.Environment(SharedOptions.SecretKeyVariable),
            Credentials = environment,
            Observer = feed,
        }, cancellationToken);
        await host.Flows.PutAsync(flow.Bundle, cancellationToken);
        var submission = new RunSubmission(flow.Bundle.Id.ToString(), flow.Workflow.WorkflowId, [inputs.Value], Options(simulator, inputs, flow.Plan.Sources))
        {
            // Simulated APIs ask for no credentials, and a token endpoint is not simulated.
            Credentials = request.Simulate ? credentials.Clear() : credentials,
        };
        var run = await host.Runs.SubmitAsync(submission, cancellationToken) switch
        {
            SubmitOutcome.Accepted(var accepted) => accepted,
            SubmitOutcome.Refused refused => throw Refused(refused),
            _ => throw new InvalidOperationException("The flow that was just stored is not in the store."),
        };
        await io.Error.WriteLineAsync($"run {run.RunId}");
        var status = await WaitAsync(host, feed, run.RunId, simulator, cancellationToken);
        if (status is null)
            return ExitCodes.Interrupted;
        if (simulator is not null)
            await RehearsalNotes.WriteAsync(simulator, io.Error);
        Tell(status);
        return OutcomeReport.ExitCode(status);
    }

    /// <summary>Waits for the end; null when interrupted, which has been told.</summary>
    async Task<RunStatus?> WaitAsync(LocalHost host, ProgressFeed feed, string runId, SimulatorServer? simulator, CancellationToken cancellationToken)
    {
        try
        {
            return await feed.ShowAsync(Displays.For(io, tellRuns: false), () => host.Runs.WaitAsync(runId, includeResults: true, request.Reveal, cancellationToken))
                ?? throw new InvalidOperationException($"Run {runId} is not in the store.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await io.Error.WriteLineAsync($"interrupted; nothing is lost: continue with  arazzo resume {runId} --data {ShellWord.Of(request.DataFolder)}");
            if (simulator?.Urls.Values.FirstOrDefault() is { } url)
                await io.Error.WriteLineAsync($"the simulated APIs have ended; before that, start them again with  arazzo simulate {ShellWord.Of(request.File)} --urls {url.GetLeftPart(UriPartial.Authority)}");
            return null;
        }
    }

    RunOptions Options(SimulatorServer? simulator, InputValues inputs, FlowSources sources)
    {
        var servers = (simulator?.Urls ?? ImmutableDictionary<string, Uri>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItems(request.Servers.OrderBy(server => server.Key == sources.Find(server.Key)).Select(server => KeyValuePair.Create(sources.Find(server.Key) ?? server.Key, server.Value)));
        return new RunOptions
        {
            Dialect = request.Dialect,
            Parallel = request.Parallel,
            Servers = servers.ToImmutableSortedDictionary(server => server.Key, server => server.Value.OriginalString, StringComparer.Ordinal),
            // A rehearsal has nothing to wait for.
            Polling = (request.PollInterval ?? (request.Simulate ? 0 : null)) is { } interval ? new PollingOverride { Interval = interval, Constant = true } : null,
            AllowedHosts = [.. servers.Values.Select(ServerUrls.HostAndPort).Concat(request.AllowedHosts).Distinct(StringComparer.Ordinal)],
            HostCredentials = request.Simulate ? HostCredentialUse.None : HostCredentialUse.Servers,
            SecretInputs = inputs.Secrets,
        };
    }

    void Tell(RunStatus status)
    {
        if (request.Json)
        {
            OutcomeReport.WriteJson(status, io);
            return;
        }
        OutcomeReport.WriteText(status, io);
        if (status is { Status: RunState.Success, CompletedAt: { } end })
            io.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"success after {(end - status.CreatedAt).TotalSeconds:0.0} s"));
    }

    static CommandFailedException Refused(SubmitOutcome.Refused refused) => new(
        string.Join('\n', refused.Problems.Select(problem => $"  {problem.Location.Pointer}: {problem.Message}").Prepend(refused.Message)),
        refused.Code == SubmitCodes.FlowHasErrors ? ExitCodes.Failed : ExitCodes.Unusable);
}
