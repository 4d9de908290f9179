using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Carries out requests about runs, whatever interface they came by.</summary>
sealed class RunRequests(ApiServices services, ApiSettings settings, WaitingRoom room)
{
    readonly RunWait waiting = new(services, settings);

    /// <summary>Starts a run, and does not wait for it.</summary>
    public async Task<RunAnswer> SubmitAsync(SubmitRequest submit)
    {
        if (!submit.Submission.Options.Servers.IsEmpty && !settings.AllowServerOverrides)
            return new RunAnswer.Refused(About(JsonPointer.Root.Append("overrides").Append("servers"), 403, ProblemCodes.ServersNotAllowed, "This host does not allow 'overrides.servers'."));
        if (submit.Wait is not null && room.IsFull)
            return new RunAnswer.Refused(room.Refusal);
        // A client that goes away now does not leave a run half begun.
        return await services.Runs.SubmitAsync(submit.Submission, CancellationToken.None) switch
        {
            SubmitOutcome.Accepted accepted => new RunAnswer.Told(accepted.Status) { IsReplay = accepted.IsReplay },
            SubmitOutcome.UnknownFlow(var flowId) => new RunAnswer.Refused(UnknownFlow(flowId)),
            SubmitOutcome.Refused refused => new RunAnswer.Refused(ProblemOf(refused, submit)),
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
    }

    /// <summary>How a run that was just started stands, with results, when the submit has waited for it; else as it was accepted.</summary>
    public async Task<RunStatus> AfterWaitAsync(SubmitRequest submit, RunStatus accepted, CancellationToken cancellationToken)
    {
        if (submit.Wait is not { } longest)
            return accepted;
        using var seat = room.Enter();
        // The last seat was taken since the run was started: it is told as if the time to wait had run out.
        return seat is null ? accepted : await waiting.WaitAsync(accepted.RunId, longest, includeResults: true, cancellationToken) ?? accepted;
    }

    /// <summary>How a run stands.</summary>
    /// <param name="runId">The run, as the client wrote it.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async Task<RunAnswer> GetAsync(string runId, RunQuery query, CancellationToken cancellationToken)
    {
        if (!RunId.TryParse(runId, out var id))
            return new RunAnswer.Refused(Unknown(runId));
        using var seat = query.Wait is null ? null : room.Enter();
        if (query.Wait is not null && seat is null)
            return new RunAnswer.Refused(room.Refusal);
        var status = query.Wait is { } longest
            ? await waiting.WaitAsync(id.ToString(), longest, query.IncludeResults, cancellationToken)
            : await services.Runs.GetAsync(id.ToString(), query.IncludeResults, settings.RevealSecrets, cancellationToken);
        return status is null ? new RunAnswer.Refused(Unknown(runId)) : new RunAnswer.Told(status.InOrder(query.Order));
    }

    /// <summary>What is told of a run that is not there.</summary>
    public static Problem Unknown(string runId) => Problem.Because(404, ProblemCodes.UnknownRun, $"There is no run '{runId}'.");

    static Problem UnknownFlow(string flowId)
    {
        var problem = FlowRoutes.Unknown(flowId);
        return About(JsonPointer.Root.Append("flowId"), problem.Status, problem.Code, problem.Detail);
    }

    static Problem ProblemOf(SubmitOutcome.Refused refused, SubmitRequest submit) => refused switch
    {
        { Problems.IsEmpty: false } => Problem.Because(
            422, refused.Code, refused.Message,
            [.. refused.Problems.Select(problem => new FieldError(problem.Code, problem.Message) { Pointer = problem.Location.Pointer.ToString(), IsUnfitValue = true })]),
        { Code: SubmitCodes.InvalidIdempotencyKey or SubmitCodes.IdempotencyKeyReused } when submit.IsKeyInHeader => Problem.Because(
            422, refused.Code, refused.Message, [new FieldError(refused.Code, refused.Message) { Header = SubmitHeaders.Key, IsUnfitValue = true }]),
        { Code: SubmitCodes.InvalidIdempotencyKey or SubmitCodes.IdempotencyKeyReused } =>
            About(JsonPointer.Root.Append(SubmitReader.KeyName), 422, refused.Code, refused.Message),
        { Place: { } place } => About(place, 422, refused.Code, refused.Message),
        _ => Problem.Because(422, refused.Code, refused.Message),
    };

    static Problem About(JsonPointer place, int status, string code, string message) =>
        Problem.Because(status, code, message, [new FieldError(code, message) { Pointer = place.ToString(), IsUnfitValue = true }]);
}
