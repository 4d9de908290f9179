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
sealed class FlowPreparation(CommandIo io, DescriptionRequest request)
{
    const string NamedByDocument = "named by the document";

    readonly DiagnosticReport report = new(io.Error, request.File);

    /// <summary>Prepares it.</summary>
    /// <exception cref="CommandFailedException">It cannot run; what is wrong with the document has been told.</exception>
    public async Task<PreparedFlow> PrepareAsync(CancellationToken cancellationToken)
    {
        var flow = await CheckAsync(cancellationToken);
        if (WorkflowChoice.Choose(flow.Plan, request.WorkflowId) is not WorkflowChoice.Chosen(var workflow))
            throw new CommandFailedException($"{request.File}: {WorkflowChoice.Refuse(flow.Plan, request.WorkflowId).Message} Say which with --workflow ID.");
        StopAtErrors(Obstacles.Of(flow.Plan, workflow, flow.Bundling), ExitCodes.Unusable);
        return new PreparedFlow(flow.Bundle, flow.Plan, workflow, flow.Bundling);
    }

    /// <summary>Bundles and checks it as a whole, without choosing a workflow.</summary>
    /// <exception cref="CommandFailedException">It has errors, which have been told.</exception>
    public async Task<CheckedFlow> CheckAsync(CancellationToken cancellationToken)
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
        return new CheckedFlow(bundle, plan, result);
    }

    /// <summary>Tells where the sources of a flow were found and what was read leniently.</summary>
    public void Tell(BundleResult bundling, FlowPlan plan)
    {
        foreach (var source in bundling.Sources.Where(source => source.Reason != NamedByDocument))
            io.Error.WriteLine($"source {source}");
        // What is amiss in an OpenAPI document matters only where an operation in use touches it, and is then said by the plan.
        var ofDescriptions = bundling.Diagnostics.Where(diagnostic => bundling.Descriptions.ContainsKey(diagnostic.Source ?? ""));
        report.Write([.. ofDescriptions, .. plan.Diagnostics]);
    }

    /// <summary>Tells which credentials are missing.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="isGiven">Whether there is a credential for this.</param>
    public void TellMissing(PreparedFlow flow, Func<CredentialName, bool> isGiven) =>
        report.Write(MissingCredentials.Of(flow.Plan, flow.Workflow, isGiven));

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
            $"{request.File} cannot run: {(errors.Length == 1 ? "one error" : $"{errors.Length} errors")}; {request.Spared}.", exitCode);
    }
}
