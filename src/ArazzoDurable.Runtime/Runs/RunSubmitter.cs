using System.Collections.Immutable;
using System.Security.Cryptography;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Checks requests for runs, stores them, and starts them.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="launcher">Starts them.</param>
sealed class RunSubmitter(WalkServices services, RunLauncher launcher)
{
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
        await launcher.StartAsync(plan, record, cancellationToken);
        return new SubmitOutcome.Accepted(record.ToStatus());
    }

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
