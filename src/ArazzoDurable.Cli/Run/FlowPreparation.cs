using System.Collections.Immutable;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Sources;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Run;

/// <summary>Bundles the description that is to run, and checks all that can be checked before anything is stored or called.</summary>
/// <param name="io">What is said goes to its error output.</param>
/// <param name="request">What is to run.</param>
sealed class FlowPreparation(CommandIo io, RunRequest request)
{
    const string NamedByDocument = "named by the document";

    readonly DiagnosticReport report = new(io.Error, request.File);

    /// <summary>Prepares it.</summary>
    /// <exception cref="CommandFailedException">It cannot run; what is wrong with the document has been told.</exception>
    public async Task<PreparedFlow> PrepareAsync(CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(cancellationToken);
        var reading = ArazzoReader.Read(bytes);
        StopAtErrors(reading.Diagnostics);
        var result = await BundleAsync(bytes, cancellationToken);
        var bundle = result.Bundle!;
        var plan = FlowCompiler.Compile(bundle, result.Descriptions, request.Dialect);
        CheckNames(result, plan.Sources);
        StopAtErrors(result.Diagnostics);
        StopAtErrors(plan.Diagnostics);
        if (WorkflowChoice.Choose(plan, request.WorkflowId) is not WorkflowChoice.Chosen(var workflow))
            throw new CommandFailedException($"{request.File}: {WorkflowChoice.Refuse(plan, request.WorkflowId).Message} Say which with --workflow ID.");
        StopAtErrors(Obstacles.Of(plan, workflow, result), ExitCodes.Unusable);
        return new PreparedFlow(bundle, plan, workflow, result);
    }

    /// <summary>Tells where the sources of a prepared flow were found, what was read leniently and which credentials are missing.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="isGiven">Whether there is a credential for this.</param>
    public void Tell(PreparedFlow flow, Func<CredentialName, bool> isGiven)
    {
        foreach (var source in flow.Bundling.Sources.Where(source => source.Reason != NamedByDocument))
            io.Error.WriteLine($"source {source}");
        // What is amiss in an OpenAPI document matters only where an operation in use touches it, and is then said by the plan.
        var ofDescriptions = flow.Bundling.Diagnostics.Where(diagnostic => flow.Bundling.Descriptions.ContainsKey(diagnostic.Source ?? ""));
        report.Write([.. ofDescriptions, .. flow.Plan.Diagnostics]);
        if (!request.Simulate)
            report.Write(MissingCredentials.Of(flow.Plan, flow.Workflow, isGiven));
        else if (!request.Auth.IsEmpty)
            io.Error.WriteLine("simulated APIs ask for no credentials, so those of --auth are not used");
    }

    async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        GivenFile.CheckDescription(request.File);
        return await DocumentFile.ReadAsync(request.File, cancellationToken);
    }

    async Task<BundleResult> BundleAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        using var fetch = request.Offline ? null : new DocumentFetch(request.AllowList);
        var options = new BundleOptions { Sources = request.Sources, Fetch = fetch is null ? null : fetch.FetchAsync };
        return await FlowBundler.BundleAsync(bytes, request.File, options, cancellationToken);
    }

    void CheckNames(BundleResult result, FlowSources sources)
    {
        foreach (var (name, path) in request.Sources)
            GivenFile.Check($"--source {name}", path);
        SourceNames.Check(request.Sources, sources, result.Sources);
        foreach (var name in request.Servers.Keys.Where(name => sources.Find(name) is null))
            throw SourceNames.NoSource("--server", name, [sources]);
    }

    void StopAtErrors(IEnumerable<Diagnostic> diagnostics, int exitCode = ExitCodes.Failed)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).ToImmutableArray();
        if (errors.IsEmpty)
            return;
        report.Write(errors);
        throw new CommandFailedException(
            $"{request.File} cannot run: {(errors.Length == 1 ? "one error" : $"{errors.Length} errors")}; nothing was called.", exitCode);
    }
}
