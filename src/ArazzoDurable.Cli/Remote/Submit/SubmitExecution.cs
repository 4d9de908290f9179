using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ArazzoDurable.Cli.Remote.Follow;
using ArazzoDurable.Cli.Remote.Push;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Client;
using ArazzoDurable.Client.Problems;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Submit;

/// <summary>Carries out <c>arazzo submit</c>.</summary>
/// <param name="io">What it reads from and writes to.</param>
/// <param name="server">The server.</param>
/// <param name="request">What was asked for.</param>
sealed class SubmitExecution(CommandIo io, RemoteServer server, SubmitArguments request)
{
    /// <summary>Submits, and follows the run if that was asked for.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var isId = FlowId.TryParse(request.Target, out _) && !File.Exists(request.Target);
        var flow = isId ? await FetchAsync(cancellationToken) : await PrepareAsync(cancellationToken);
        var inputs = await new InputReading(io, request.Inputs, flow).ReadAsync(cancellationToken);
        if (!isId)
            await new FlowPush(io, server).StoreAsync(flow.Bundle, [.. flow.Bundling.Diagnostics.Concat(flow.Plan.Diagnostics).Select(told => told.Code)], cancellationToken);
        var run = await SubmitAsync(flow, inputs, cancellationToken);
        if (request.Wait)
        {
            await io.Error.WriteLineAsync($"run {run.RunId}");
            return await new RunFollowing(io, server, request.Json).ExecuteAsync(run, cancellationToken);
        }
        if (request.Json)
            OutcomeReport.WriteJson(run, io);
        else
            await io.Out.WriteLineAsync(run.RunId);
        await io.Error.WriteLineAsync($"{CountLine.Of(run.Items)}; wait for the end with  {server.Line($"get {run.RunId} --wait")}");
        return ExitCodes.Success;
    }

    async Task<PreparedFlow> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(request.Target) && !Directory.Exists(request.Target))
            throw new CommandFailedException($"'{request.Target}' is neither a file nor the id of a flow; expected an Arazzo description, or the id that 'arazzo push' tells.");
        var preparation = new FlowPreparation(io, request.Upload);
        var flow = await preparation.PrepareAsync(cancellationToken);
        preparation.Tell(flow.Bundling, flow.Plan);
        return flow;
    }

    /// <summary>The flow that the server has, so that inputs are read and checked as its schema asks before they are sent.</summary>
    async Task<PreparedFlow> FetchAsync(CancellationToken cancellationToken)
    {
        var json = await server.Client.GetFlowAsync(request.Target, cancellationToken);
        var bundle = FlowBundle.TryRead(Encoding.UTF8.GetBytes(json.GetRawText()), out var problem)
            ?? throw new CommandFailedException($"What the server at {server.Url} gives as flow {request.Target} is none: {problem}.");
        var plan = FlowCompiler.Compile(bundle, null);
        return WorkflowChoice.Choose(plan, request.Upload.WorkflowId) is WorkflowChoice.Chosen(var workflow)
            ? new PreparedFlow(bundle, plan, workflow, new BundleResult(bundle, null, [], []))
            : throw new CommandFailedException($"{WorkflowChoice.Refuse(plan, request.Upload.WorkflowId).Message} Say which with --workflow ID.");
    }

    async Task<RunStatus> SubmitAsync(PreparedFlow flow, InputValues inputs, CancellationToken cancellationToken)
    {
        var submit = new SubmitRequest(flow.Bundle.Id.ToString())
        {
            WorkflowId = flow.Workflow.WorkflowId,
            Inputs = inputs.Items,
            MaxConcurrency = request.MaxConcurrency,
            Parallel = request.Parallel,
            Overrides = Overrides(),
            // With a key of its own the submit can be sent again when its answer is lost.
            IdempotencyKey = request.IdempotencyKey ?? Guid.NewGuid().ToString(),
        };
        try
        {
            return await server.Client.SubmitRunAsync(submit, cancellationToken);
        }
        catch (ArazzoApiException refused) when (refused.Code == SubmitCodes.InvalidInputs && !refused.Errors.IsEmpty)
        {
            throw new CommandFailedException(Printable.Line(refused.Detail) + string.Concat(refused.Errors.Select(error => $"\n  {Printable.Line(Placed(error, inputs.Places))}")));
        }
    }

    RunOverrides? Overrides() => request is { PollInterval: null, Servers.IsEmpty: true } ? null : new RunOverrides
    {
        Servers = request.Servers.IsEmpty ? null : request.Servers.ToImmutableSortedDictionary(server => server.Key, server => server.Value.OriginalString, StringComparer.Ordinal),
        Polling = request.PollInterval is { } interval ? new PollingOverride { Interval = interval, Factor = 1 } : null,
    };

    /// <summary>A mistake with the place of its item in the file in front, for which the server has an index.</summary>
    static string Placed(ApiError error, ImmutableArray<string> places)
    {
        if (error.Pointer is not { } pointer || pointer.Split('/') is not ["", "inputs", var number, .. var rest]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var item) || item >= places.Length || places[item] is "")
        {
            return error.ToString();
        }
        return $"{places[item]}: {string.Concat(rest.Select(token => $"/{token}"))}: {error.Message}";
    }
}
