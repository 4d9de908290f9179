using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Submits runs and tells how they stand; the same for every host and interface.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
public sealed class RunService(WalkServices services, IInstances instances)
{
    const int PageSize = 256;

    readonly WalkStarter starter = new(services);

    /// <summary>Checks a request for a run, stores it, and starts it. When this returns, the run is durable.</summary>
    public async Task<SubmitOutcome> SubmitAsync(RunSubmission submission, CancellationToken cancellationToken)
    {
        if (await services.Plans.GetAsync(submission.FlowId, submission.Options.Dialect, cancellationToken) is not { } plan)
            return new SubmitOutcome.UnknownFlow(submission.FlowId);
        if (WorkflowChoice.Choose(plan, submission.WorkflowId) is not WorkflowChoice.Chosen(var workflow))
            return WorkflowChoice.Refuse(plan, submission.WorkflowId);
        if (Refuse(submission, plan, workflow) is { } refused)
            return refused;
        var runId = RunId.Create(services.Time.GetUtcNow(), RandomNumberGenerator.GetBytes(10)).ToString();
        var check = InputCheck.Fit(workflow, submission.Inputs[0], submission.Options.SecretInputs, services.Sealer, runId);
        if (check is not InputCheck.Fitting(var inputs))
        {
            var problems = ((InputCheck.Unfit)check).Problems;
            return new SubmitOutcome.Refused(
                SubmitCodes.InvalidInputs, $"The inputs do not fit workflow '{workflow.WorkflowId}'; nothing was called.",
                [.. problems.Select(problem => problem with { Location = new Location(InputPointer(problem.Location.Pointer), Mark.None) })]);
        }
        var record = new RunRecord
        {
            RunId = runId,
            FlowId = plan.FlowId.ToString(),
            FlowName = plan.Document.Info.Title,
            FlowLabel = plan.Document.Info.Version,
            WorkflowId = workflow.WorkflowId,
            Status = RunState.Running,
            Items = ItemCounts.OneRunning,
            Options = Settled(submission.Options, plan),
            HasCredentials = !submission.Credentials.IsEmpty,
            CreatedAt = services.Time.GetUtcNow(),
        };
        await services.Values.WriteAsync(RunKeys.Inputs(runId, 0), inputs, cancellationToken);
        if (record.HasCredentials)
            await services.Values.WriteAsync(RunKeys.Credentials(runId), RunCredentials.Seal(submission.Credentials, services.Sealer, runId), cancellationToken);
        // The record goes before the instance: a crash in between leaves a run that is found and started again, never a run without a record.
        if (!await services.Records.TryCreateAsync(record, cancellationToken))
            throw new InvalidOperationException($"The id {runId} of a new run is taken.");
        await StartAsync(plan, record, cancellationToken);
        return new SubmitOutcome.Accepted(record.ToStatus());
    }

    /// <summary>How a run stands; null when there is none of this id.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="includeResults">Whether to add the results of ended items.</param>
    /// <param name="reveal">Whether secrets in results are opened; else they read <c>***</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunStatus?> GetAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return null;
        var instance = record.IsEnded ? null : await instances.GetAsync(runId, cancellationToken);
        if (instance?.Status is InstanceStatus.Failed or InstanceStatus.Terminated)
            record = await EndBrokenAsync(record, cancellationToken);
        var status = record.IsEnded ? record.ToStatus() : Live(record, instance);
        return includeResults ? status.WithResults(await ResultsAsync(record, reveal, cancellationToken)) : status;
    }

    /// <summary>Waits until a run has ended; null when there is none of this id.</summary>
    public async Task<RunStatus?> WaitAsync(string runId, bool includeResults, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return null;
        if (!record.IsEnded)
            await instances.WaitForCompletionAsync(runId, cancellationToken);
        return await GetAsync(runId, includeResults, reveal, cancellationToken);
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="filter">Which runs to list.</param>
    /// <param name="after">The id of the last run of the page before; null for the first page.</param>
    /// <param name="top">How many at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunPage> ListAsync(RunFilter filter, string? after, int top, CancellationToken cancellationToken)
    {
        var records = await services.Records.ListAsync(after, top, cancellationToken);
        return new RunPage(
            [.. records.Where(filter.Admits).Select(record => record.ToStatus())],
            records.Count == top ? records[^1].RunId : null);
    }

    /// <summary>Finds the runs that have a record and have not ended, and starts those again whose instance was never scheduled.</summary>
    /// <param name="runId">The only run to look at; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have not ended, newest first.</returns>
    public async Task<ImmutableArray<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken)
    {
        var unfinished = ImmutableArray.CreateBuilder<RunRecord>();
        await foreach (var record in UnfinishedAsync(runId, cancellationToken))
        {
            switch (await instances.GetAsync(record.RunId, cancellationToken))
            {
                case null:
                    await RestartAsync(record, cancellationToken);
                    break;
                case { Status: InstanceStatus.Failed or InstanceStatus.Terminated }:
                    await EndBrokenAsync(record, cancellationToken);
                    break;
            }
            unfinished.Add(record);
        }
        return unfinished.ToImmutable();
    }

    async IAsyncEnumerable<RunRecord> UnfinishedAsync(string? runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (runId is not null)
        {
            if (await services.Records.FindAsync(runId, cancellationToken) is { IsEnded: false } only)
                yield return only;
            yield break;
        }
        for (string? after = null; ;)
        {
            var page = await services.Records.ListAsync(after, PageSize, cancellationToken);
            foreach (var record in page.Where(record => !record.IsEnded))
                yield return record;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].RunId;
        }
    }

    async Task RestartAsync(RunRecord record, CancellationToken cancellationToken)
    {
        if (await services.Plans.GetAsync(record.FlowId, record.Options.Dialect, cancellationToken) is { } plan)
            await StartAsync(plan, record, cancellationToken);
        else
            await EndBrokenAsync(record, cancellationToken);
    }

    async Task StartAsync(FlowPlan plan, RunRecord record, CancellationToken cancellationToken)
    {
        WorkflowInput input;
        try
        {
            input = await starter.StartRunAsync(plan, record, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A run that cannot even begin must not stay unfinished: it would stand in the way of every recovery.
            services.Observer.Observe(new WalkEvent.Faulted(RootOf(record), exception));
            await EndBrokenAsync(record, cancellationToken);
            return;
        }
        await instances.ScheduleAsync(WorkflowOrchestration.Name, record.RunId, input, cancellationToken);
    }

    /// <summary>The record's status with the position that the instance publishes.</summary>
    static RunStatus Live(RunRecord record, InstanceState? instance)
    {
        var status = record.ToStatus();
        return instance?.CustomStatus?.Deserialize(RuntimeJson.Default.RunStatus) is { } live
            ? status with { Status = live.Status, Step = live.Step, Visit = live.Visit, Attempt = live.Attempt, NextAttemptAt = live.NextAttemptAt }
            : status;
    }

    static Walker RootOf(RunRecord record) => new(record.RunId, 0, 0, record.FlowId, record.WorkflowId, "", 0, IsWholeRun: true);

    /// <summary>Ends the record of a run whose instance broke, or was ended from outside, before it could.</summary>
    async Task<RunRecord> EndBrokenAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var error = new ItemError(ItemErrorCodes.InternalError, "The run broke off in the runner, not in the APIs it calls.");
        await new WalkFinisher(services).FinishAsync(
            RootOf(record), new WorkflowOutcome(ItemOutcome.Failed, OutputSet.Empty, error, null, 0), cancellationToken);
        return await services.Records.GetAsync(record.RunId, cancellationToken);
    }

    async Task<ImmutableArray<RunResult>> ResultsAsync(RunRecord record, bool reveal, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<RunResult>();
        for (var item = 0; item < record.Items.Total && record.IsEnded; item++)
        {
            var stored = await services.Values.ReadAsync(RunKeys.Result(record.RunId, item), cancellationToken);
            var result = stored.Deserialize(RuntimeJson.Default.RunResult)!;
            results.Add(result with { Result = result.Result with { Value = Shown(result.Result.Value, record.RunId, reveal) } });
        }
        return results.ToImmutable();
    }

    JsonElement? Shown(JsonElement? value, string runId, bool reveal) => value is not { } known ? null
        : reveal ? services.Sealer.OpenAll(known, runId).Value
        : Sealer.Mask(known);

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
