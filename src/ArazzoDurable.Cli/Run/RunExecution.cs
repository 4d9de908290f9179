using System.Collections.Immutable;
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
        var preparation = new FlowPreparation(io, request.Description);
        var flow = await preparation.PrepareAsync(cancellationToken);
        var inputs = await new InputReading(io, new InputRequest(request.Inputs, request.InputsFile) { MakeUp = request.Simulate }, flow).ReadAsync(cancellationToken);
        if (!inputs.MadeUp.IsEmpty)
            await io.Error.WriteLineAsync($"inputs made up for the rehearsal: {string.Join(", ", inputs.MadeUp)}");
        var credentials = await new CredentialReading(io, flow.Bundle).ReadAsync(request.Auth, cancellationToken);
        var environment = EnvironmentCredentials.Read(io, mustNameOrigins: false);
        if (!request.Json)
            Tell(preparation, flow, name => credentials.ContainsKey(name.ToString()) || environment.Find(name) is not null);
        await using var simulator = request.Simulate ? await RunSimulation.StartAsync(request, flow, inputs.Items, io, cancellationToken) : null;
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
        var submission = new RunSubmission(flow.Bundle.Id.ToString(), flow.Workflow.WorkflowId, inputs.Items, Options(simulator, inputs, flow.Plan.Sources))
        {
            // Simulated APIs ask for no credentials, and a token endpoint is not simulated.
            Credentials = request.Simulate ? credentials.Clear() : credentials,
            MaxConcurrency = request.MaxConcurrency ?? RunSubmission.DefaultMaxConcurrency,
        };
        var run = await host.Runs.SubmitAsync(submission, cancellationToken) switch
        {
            SubmitOutcome.Accepted(var accepted) => accepted,
            SubmitOutcome.Refused refused => throw Refused(refused),
            _ => throw new InvalidOperationException("The flow that was just stored is not in the store."),
        };
        await io.Error.WriteLineAsync($"run {run.RunId}");
        var status = await WaitAsync(host, feed, run, simulator, cancellationToken);
        if (status is null)
            return ExitCodes.Interrupted;
        if (simulator is not null)
            await RehearsalNotes.WriteAsync(simulator, io.Error);
        await new LocalReport(io, host, request.DataFolder, request.Json, request.Reveal).WriteAsync(status, cancellationToken);
        return OutcomeReport.ExitCode(status);
    }

    /// <summary>Waits for the end; null when interrupted, which has been told.</summary>
    async Task<RunStatus?> WaitAsync(LocalHost host, ProgressFeed feed, RunStatus run, SimulatorServer? simulator, CancellationToken cancellationToken)
    {
        try
        {
            var display = run.Items.Total == 1
                ? Displays.For(io, tellRuns: false)
                : Displays.ForItems(io, () => host.Runs.GetAsync(run.RunId, includeResults: false, reveal: false, CancellationToken.None));
            return await feed.ShowAsync(display, () => host.Runs.WaitAsync(run.RunId, includeResults: true, request.Reveal, cancellationToken))
                ?? throw new InvalidOperationException($"Run {run.RunId} is not in the store.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await io.Error.WriteLineAsync($"interrupted; nothing is lost: continue with  arazzo resume {run.RunId} --data {ShellWord.Of(request.DataFolder)}");
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

    void Tell(FlowPreparation preparation, PreparedFlow flow, Func<CredentialName, bool> isGiven)
    {
        preparation.Tell(flow.Bundling, flow.Plan);
        if (!request.Simulate)
            preparation.TellMissing(flow, isGiven);
        else if (!request.Auth.IsEmpty)
            io.Error.WriteLine("simulated APIs ask for no credentials, so those of --auth are not used");
    }

    static CommandFailedException Refused(SubmitOutcome.Refused refused) => new(
        string.Join('\n', refused.Problems.Select(problem => $"  {problem.Location.Pointer}: {problem.Message}").Prepend(refused.Message)),
        refused.Code == SubmitCodes.FlowHasErrors ? ExitCodes.Failed : ExitCodes.Unusable);
}
