using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Events;
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
    /// <summary>How many inputs are handed to the store at once.</summary>
    const int StoredTogether = 256;

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
        var check = ItemsCheck.Fit(workflow, submission, services.Sealer, runId, cancellationToken);
        if (check is not ItemsCheck.Fitting(var inputs))
            return ((ItemsCheck.Unfit)check).Refusal;
        var request = new SettledSubmit(plan.FlowId.ToString(), workflow.WorkflowId, submission, Settled(options, plan));
        switch (await reservations.ReserveAsync(submission, request, runId, cancellationToken))
        {
            case Reserved.Reused:
                return new SubmitOutcome.Refused(
                    SubmitCodes.IdempotencyKeyReused, "Another request came with this idempotency key before; a key stands for one request. Nothing was called.", []);
            case Reserved.There(var record):
                return await AgainAsync(plan, record, isReplay: true, cancellationToken);
            case Reserved.ToCreate place when place.RunId == runId:
                return await CreateAsync(plan, request, inputs, place, cancellationToken);
            case Reserved.ToCreate place:
                // Secrets are sealed for the run that they belong to.
                var again = (ItemsCheck.Fitting)ItemsCheck.Fit(workflow, submission, services.Sealer, place.RunId, cancellationToken);
                return await CreateAsync(plan, request, again.Sealed, place, cancellationToken);
            default:
                throw new InvalidOperationException("A reservation of an unknown kind.");
        }
    }

    async Task<SubmitOutcome> CreateAsync(
        FlowPlan plan, SettledSubmit request, ImmutableArray<JsonElement> inputs, Reserved.ToCreate place, CancellationToken cancellationToken)
    {
        var record = NewRecord(plan, request, place);
        if (await TryStoreAsync(request.Submission, record, inputs, cancellationToken))
        {
            await launcher.StartAsync(plan, record, cancellationToken);
            return new SubmitOutcome.Accepted(record.ToStatus()) { IsReplay = place.IsReplay };
        }
        // Whoever came with the same key at the same time was faster; the first is still the one that made the reservation.
        return place.Key is null
            ? throw new InvalidOperationException($"The id {record.RunId} of a new run is taken.")
            : await AgainAsync(plan, await services.Records.GetAsync(record.RunId, cancellationToken), place.IsReplay, cancellationToken);
    }

    static RunRecord NewRecord(FlowPlan plan, SettledSubmit request, Reserved.ToCreate place)
    {
        var (now, submission, items) = (place.CreatedAt, request.Submission, request.Submission.Inputs.Length);
        var record = new RunRecord
        {
            RunId = place.RunId,
            FlowId = request.FlowId,
            FlowName = Shortened(plan.Document.Info.Title, RunStatus.NameLength),
            FlowLabel = Shortened(plan.Document.Info.Version, RunStatus.LabelLength),
            WorkflowId = request.WorkflowId,
            Status = RunState.Pending,
            Items = new ItemCounts(items, items, 0, 0, 0, 0),
            MaxConcurrency = submission.MaxConcurrency,
            Options = request.Options,
            HasCredentials = !submission.Credentials.IsEmpty,
            SubmitKey = place.Key,
            Trace = submission.Trace,
            CreatedAt = now,
        };
        return items switch
        {
            0 => record with { Status = RunState.Success, CompletedAt = now },
            1 => record with { Status = RunState.Running, Items = ItemCounts.OneRunning },
            _ => record with { Lanes = RunTransitions.LanesFor(items, submission.MaxConcurrency) },
        };
    }

    // A surrogate pair is not torn.
    static string? Shortened(string? text, int length) => text is null || text.Length <= length ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");

    /// <summary>Stores all that the run is made of, its record last: a run that has a record lacks nothing, and is started again after a crash.</summary>
    /// <returns>Whether there was no record yet.</returns>
    async Task<bool> TryStoreAsync(RunSubmission submission, RunRecord record, ImmutableArray<JsonElement> inputs, CancellationToken cancellationToken)
    {
        foreach (var chunk in inputs.Index().Chunk(StoredTogether))
        {
            await Task.WhenAll(chunk.Select(item => services.Values.ReplaceAsync(
                RunKeys.Inputs(record.RunId, item.Index), RunValues.Bytes(item.Item), cancellationToken)));
        }
        if (record.HasCredentials)
        {
            await services.Values.WriteAsync(
                RunKeys.Credentials(record.RunId), RunCredentials.Seal(submission.Credentials, services.Sealer, record.RunId), cancellationToken);
        }
        await services.Log.AppendAsync(record.RunId, Created(record), cancellationToken);
        return await services.Records.TryCreateAsync(record, cancellationToken);
    }

    static ImmutableArray<RunEvent> Created(RunRecord record)
    {
        var (now, created) = (record.CreatedAt, new RunEvent.RunCreated(record.CreatedAt, record.ToStatus()));
        return record.Items.Total switch
        {
            0 => [created, new RunEvent.RunCompleted(now, record.ToStatus(), record.Generation)],
            1 => [created, new RunEvent.ItemStarted(now, 0, record.Generation)],
            _ => [created],
        };
    }

    /// <summary>The run of another submit with the same key, started if that submit did not come to it.</summary>
    async Task<SubmitOutcome> AgainAsync(FlowPlan plan, RunRecord record, bool isReplay, CancellationToken cancellationToken)
    {
        await launcher.StartMissingAsync(plan, record, cancellationToken);
        return new SubmitOutcome.Accepted(record.ToStatus()) { IsReplay = isReplay };
    }

    static SubmitOutcome.Refused InvalidKey() => new(
        SubmitCodes.InvalidIdempotencyKey,
        string.Create(CultureInfo.InvariantCulture, $"An idempotency key has 1 to {SubmitReservations.MaxKeyLength} visible ASCII characters; another one was sent. Nothing was called."),
        []);

    static SubmitOutcome.Refused? Refuse(RunSubmission submission, FlowPlan plan, WorkflowPlan workflow)
    {
        if (plan.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).ToImmutableArray() is { IsEmpty: false } errors)
            return new SubmitOutcome.Refused(SubmitCodes.FlowHasErrors, "The flow has errors, so it does not run; nothing was called.", errors);
        if (submission.Inputs.Length > RunSubmission.MostItems)
        {
            return new SubmitOutcome.Refused(
                SubmitCodes.TooManyItems,
                string.Create(CultureInfo.InvariantCulture, $"A run takes the inputs of {RunSubmission.MostItems} items at the most; {submission.Inputs.Length} were sent."),
                [])
            { Place = JsonPointer.Root.Append("inputs") };
        }
        if (RefuseSources(plan, workflow) is { } refused)
            return refused;
        var unknown = submission.Options.Servers.Keys.Where(source => plan.Sources.Find(source) is null).ToImmutableArray();
        return unknown.IsEmpty ? null : new SubmitOutcome.Refused(
            SubmitCodes.InvalidOverride,
            $"The flow of workflow '{workflow.WorkflowId}' has no source '{unknown[0]}' to give a server to; it has {string.Join(", ", plan.Sources.Paths.Select(source => $"'{source}'"))}.",
            [])
        { Place = JsonPointer.Root.Append("overrides").Append("servers").Append(unknown[0]) };
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
}
