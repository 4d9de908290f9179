using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Overrides;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs.Reservations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Checks requests for runs, stores them, and starts them.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="launcher">Starts them.</param>
sealed class RunSubmitter(WalkServices services, RunLauncher launcher)
{
    readonly SubmitReservations reservations = new(services);

    /// <summary>Checks a request for a run, stores it, and starts it. When this returns, the run is durable.</summary>
    public async Task<SubmitOutcome> SubmitAsync(RunSubmission submission, CancellationToken cancellationToken)
    {
        if (submission.IdempotencyKey is { } key && !SubmitReservations.IsKey(key))
            return InvalidKey();
        if (await services.Plans.DescribedAsync(submission.FlowId, submission.Options.Dialect, cancellationToken) is not { } described)
            return new SubmitOutcome.UnknownFlow(submission.FlowId);
        var overrides = await StepOverrides.ApplyAsync(services.Plans, described, submission.Options, cancellationToken);
        if (overrides is not StepOverrides.Applied(var plan, var options))
            return ((StepOverrides.Refused)overrides).Outcome;
        if (WorkflowChoice.Choose(plan, submission.WorkflowId) is not WorkflowChoice.Chosen(var workflow))
            return WorkflowChoice.Refuse(plan, submission.WorkflowId);
        if (Refuse(submission, plan, workflow) is { } refused)
            return refused;
        var runId = RunId.Create(services.Time.GetUtcNow(), RandomNumberGenerator.GetBytes(10)).ToString();
        var check = InputCheck.Fit(workflow, submission.Inputs[0], options.SecretInputs, services.Sealer, runId);
        if (check is not InputCheck.Fitting(var inputs))
            return Unfit(workflow, ((InputCheck.Unfit)check).Problems);
        var request = new SettledSubmit(plan.FlowId.ToString(), workflow.WorkflowId, submission, Settled(options, plan));
        switch (await reservations.ReserveAsync(submission, request, runId, cancellationToken))
        {
            case Reserved.Reused:
                return new SubmitOutcome.Refused(
                    SubmitCodes.IdempotencyKeyReused, "Another request came with this idempotency key before; a key stands for one request. Nothing was called.", []);
            case Reserved.There(var record):
                return await AgainAsync(plan, record, cancellationToken);
            case Reserved.ToCreate place when place.RunId == runId:
                return await CreateAsync(plan, request, inputs, place, cancellationToken);
            case Reserved.ToCreate place:
                // Secrets are sealed for the run that they belong to.
                var again = (InputCheck.Fitting)InputCheck.Fit(workflow, submission.Inputs[0], options.SecretInputs, services.Sealer, place.RunId);
                return await CreateAsync(plan, request, again.Sealed, place, cancellationToken);
            default:
                throw new InvalidOperationException("A reservation of an unknown kind.");
        }
    }

    async Task<SubmitOutcome> CreateAsync(FlowPlan plan, SettledSubmit request, JsonElement inputs, Reserved.ToCreate place, CancellationToken cancellationToken)
    {
        var (runId, submission) = (place.RunId, request.Submission);
        var record = new RunRecord
        {
            RunId = runId,
            FlowId = request.FlowId,
            FlowName = plan.Document.Info.Title,
            FlowLabel = plan.Document.Info.Version,
            WorkflowId = request.WorkflowId,
            Status = RunState.Running,
            Items = ItemCounts.OneRunning,
            Options = request.Options,
            HasCredentials = !submission.Credentials.IsEmpty,
            SubmitKey = place.Key,
            Trace = submission.Trace,
            CreatedAt = place.CreatedAt,
        };
        await services.Values.WriteAsync(RunKeys.Inputs(runId, 0), inputs, cancellationToken);
        if (record.HasCredentials)
            await services.Values.WriteAsync(RunKeys.Credentials(runId), RunCredentials.Seal(submission.Credentials, services.Sealer, runId), cancellationToken);
        // The record goes before the instance: a crash in between leaves a run that is found and started again, never a run without a record.
        if (!await services.Records.TryCreateAsync(record, cancellationToken))
        {
            return place.Key is null
                ? throw new InvalidOperationException($"The id {runId} of a new run is taken.")
                : await AgainAsync(plan, await services.Records.GetAsync(runId, cancellationToken), cancellationToken);
        }
        await launcher.StartAsync(plan, record, cancellationToken);
        return new SubmitOutcome.Accepted(record.ToStatus()) { IsReplay = place.IsReplay };
    }

    /// <summary>The run of an earlier submit with the same key, started if that submit did not come to it.</summary>
    async Task<SubmitOutcome> AgainAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        await launcher.StartMissingAsync(plan, record, cancellationToken);
        return new SubmitOutcome.Accepted(record.ToStatus()) { IsReplay = true };
    }

    static SubmitOutcome.Refused InvalidKey() => new(
        SubmitCodes.InvalidIdempotencyKey,
        string.Create(CultureInfo.InvariantCulture, $"An idempotency key has 1 to {SubmitReservations.MaxKeyLength} visible ASCII characters; another one was sent. Nothing was called."),
        []);

    static SubmitOutcome.Refused Unfit(WorkflowPlan workflow, ImmutableArray<Diagnostic> problems) => new(
        SubmitCodes.InvalidInputs, $"The inputs do not fit workflow '{workflow.WorkflowId}'; nothing was called.",
        [.. problems.Select(problem => problem with { Location = new Location(InputPointer(problem.Location.Pointer), Mark.None) })]);

    static SubmitOutcome.Refused? Refuse(RunSubmission submission, FlowPlan plan, WorkflowPlan workflow)
    {
        if (plan.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).ToImmutableArray() is { IsEmpty: false } errors)
            return new SubmitOutcome.Refused(SubmitCodes.FlowHasErrors, "The flow has errors, so it does not run; nothing was called.", errors);
        if (submission.Inputs.Length != 1)
            return new SubmitOutcome.Refused(SubmitCodes.TooManyItems, $"A run takes the inputs of one item; {submission.Inputs.Length} were sent.", []);
        if (RefuseSources(plan, workflow) is { } refused)
            return refused;
        var unknown = submission.Options.Servers.Keys.Where(source => plan.Sources.Find(source) is null).ToImmutableArray();
        return unknown.IsEmpty ? null : new SubmitOutcome.Refused(
            SubmitCodes.InvalidOverride,
            $"The flow of workflow '{workflow.WorkflowId}' has no source '{unknown[0]}' to give a server to; it has {string.Join(", ", plan.Sources.Paths.Select(source => $"'{source}'"))}.",
            []);
    }

    /// <summary>The options as they are kept: servers by where the documents of their sources stand in the flow.</summary>
    static RunOptions Settled(RunOptions options, FlowPlan plan) => options.Servers.IsEmpty ? options : options with
    {
        Servers = options.Servers
            .OrderBy(server => server.Key == plan.Sources.Find(server.Key))
            .Aggregate(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), (all, server) => all.SetItem(plan.Sources.Find(server.Key)!, server.Value)),
    };

    /// <summary>The refusal when a source was not found that a step needs which the walk may come to.</summary>
    static SubmitOutcome.Refused? RefuseSources(FlowPlan plan, WorkflowPlan workflow)
    {
        var problems = plan.Reach(workflow).SelectMany(Unavailable).ToImmutableArray();
        return problems.IsEmpty ? null : new SubmitOutcome.Refused(
            SubmitCodes.FlowHasErrors,
            $"{problems[0].Message} Say where it is with {string.Join(", ", problems.Select(problem => problem.Hint).Distinct())}; nothing was called.",
            problems);
    }

    static IEnumerable<Diagnostic> Unavailable(WorkflowPlan workflow) => workflow.Steps
        .Where(step => step.Work is StepWork.Impossible { Source: not null })
        .Select(step => (step, work: (StepWork.Impossible)step.Work))
        .Select(each => Diagnostic.Error(
            PlanCodes.UnavailableSource, each.step.Step.Location,
            $"Step '{each.step.StepId}' cannot run: {each.work.Message}.", $"--source {each.work.Source}=path"))
        .Concat(workflow.Unavailable)
        .Select(problem => workflow.Description.Path is { Length: > 0 } path ? problem with { Source = path } : problem);

    static JsonPointer InputPointer(JsonPointer inInputs)
    {
        var at = JsonPointer.Root.Append("inputs").Append(0);
        foreach (var token in inInputs.Tokens)
            at = at.Append(token);
        return at;
    }
}
