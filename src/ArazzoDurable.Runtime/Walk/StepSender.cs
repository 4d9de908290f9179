using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Makes the call of a step: fills in its request, sends it, and has the response judged.</summary>
/// <param name="services">What walks are made with.</param>
/// <param name="caller">Sends requests.</param>
/// <param name="limits">What a response may cost.</param>
/// <param name="store">Where the intents of calls are kept that are to be delivered at most once.</param>
public sealed class StepSender(WalkServices services, HttpCaller caller, CallLimits limits, IRunStore store)
{
    /// <summary>How deeply the JSON of a response may be nested to be read as such; what is deeper is read as a text.</summary>
    public const int MaxBodyDepth = 48;

    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    const int Unauthorized = 401;
    const int Forbidden = 403;

    static readonly JsonDocumentOptions BodyOptions = new() { MaxDepth = MaxBodyDepth };

    readonly StepAuthorizer authorizer = new(services, new TokenCache(new TokenEndpoint(caller, services.Time), services.Time));

    /// <summary>Makes one attempt of the step at hand.</summary>
    internal async Task<StepResult> SendAsync(WalkTurn turn, StepWork.Call work, CancellationToken cancellationToken)
    {
        if (Build(turn, work, out var problem) is not { } request)
            return new StepResult(false, Problem: problem);
        var key = IdempotencyKey.Of(turn.Walker, turn.Position);
        if (!turn.Record.Options.OmitIdempotencyKey && IdempotencyKey.IsUnsafe(request.Method) && request.Header(IdempotencyKey.Header) is null)
            request = request with { Headers = request.Headers.Add((IdempotencyKey.Header, key)) };
        var deadline = await AttemptDeadline.BeginAsync(turn, services.Time.GetUtcNow(), store, cancellationToken);
        var left = deadline?.At - services.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return StepJudge.TimedOut(turn, deadline!.IsOfWalk);
        // A longer time never runs out: the limit of all calls comes first, and ends the call with a fault of its own.
        using var expired = left < LongestTimer ? new CancellationTokenSource(left.Value, services.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expired.Token);
        try
        {
            var result = await AttemptAsync(turn, work, request, key, either.Token, cancellationToken);
            // An attempt that was not made has all its time when it is.
            if (result.Gate is not RunControl.Run && deadline is not null)
                await deadline.ForgetAsync(store, cancellationToken);
            return result;
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return StepJudge.TimedOut(turn, deadline!.IsOfWalk);
        }
    }

    /// <summary>Authorises the request, sends it through the gate and has the response judged.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="work">What the step does.</param>
    /// <param name="request">The request.</param>
    /// <param name="key">The idempotency key of the attempt.</param>
    /// <param name="time">Ends the calls when the attempt's time is up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    async Task<StepResult> AttemptAsync(
        WalkTurn turn, StepWork.Call work, HttpCall request, string key, CancellationToken time, CancellationToken cancellationToken)
    {
        var authorization = await AuthorizeAsync(turn, work, request, time);
        if (authorization is not Authorization.Ready authorized)
            return ((Authorization.Denied)authorization).Result;
        Task<CallResult> first;
        using (var passage = await services.Gate.EnterAsync(turn.Walker.RunId, turn.Walker.Generation, cancellationToken))
        {
            if (!passage.IsOpen)
                return StepResult.Kept(passage.Control);
            // Behind the gate: an intent whose call is not sent would make the later attempt one of an unknown outcome.
            if (turn.Step.AtMostOnce && !await IntendAsync(turn.Walker, key, cancellationToken))
            {
                return new StepResult(false, Problem: new StepProblem(
                    ItemErrorCodes.OutcomeUnknown, "it was interrupted after it may have been sent, and is to be delivered at most once"));
            }
            // Expressions see the request as the document made it, without credentials.
            turn.Context.Exchange = new Exchange(request, null);
            services.Observer.Observe(new WalkEvent.Sending(
                turn.Walker, turn.Position.StepId, turn.Position.Visit, turn.Position.Attempt, request.Method, work.Operation.PathTemplate));
            first = caller.SendAsync(Outgoing(authorized.Call, turn.Record), limits, time);
        }
        var result = await first;
        if (result is CallResult.Answered { Status: Unauthorized } && authorizer.Forget(authorized) && !turn.Step.AtMostOnce
            && await AuthorizeAsync(turn, work, request, time) is Authorization.Ready again)
        {
            // Tokens were issued for it, and others can be: once more, through the gate like any call.
            Task<CallResult> second;
            using (var passage = await services.Gate.EnterAsync(turn.Walker.RunId, turn.Walker.Generation, cancellationToken))
            {
                if (!passage.IsOpen)
                    return StepResult.Kept(passage.Control);
                second = caller.SendAsync(Outgoing(again.Call, turn.Record), limits, time);
            }
            result = await second;
        }
        return result switch
        {
            CallResult.Answered answer => Hinted(await JudgeAsync(turn, work.Operation, request, answer, cancellationToken), authorized.Hint),
            // A response that broke off counts as none: what it would have said is not known.
            CallResult.Unanswered none => new StepResult(
                false, Problem: new StepProblem(none.Fault.Code, none.Message.TrimEnd('.')), MayResend: none.Fault.IsTransient && MayRepeat(turn.Step, request)),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    Task<Authorization> AuthorizeAsync(WalkTurn turn, StepWork.Call work, HttpCall request, CancellationToken cancellationToken) =>
        authorizer.AuthorizeAsync(turn, work.Operation, request, AllowedHosts(turn.Record.Options), cancellationToken);

    static StepResult Hinted(StepResult result, string? hint) =>
        hint is not null && result is { StatusCode: Unauthorized or Forbidden, Problem: { } problem }
            ? result with { Problem = problem with { Message = $"{problem.Message}; {hint}" } }
            : result;

    /// <summary>Whether a call may be sent again without a word from the document: it does no harm, or the called side can tell that it is the same.</summary>
    static bool MayRepeat(StepPlan step, HttpCall request) =>
        !step.AtMostOnce && (!IdempotencyKey.IsUnsafe(request.Method) || request.Header(IdempotencyKey.Header) is not null);

    async Task<StepResult> JudgeAsync(WalkTurn turn, Operation operation, HttpCall request, CallResult.Answered answer, CancellationToken cancellationToken)
    {
        var response = new Exchange.Answer(answer.Status, answer.Headers, ReadBody(answer));
        foreach (var secret in response.Body is { } body && operation.Secrets is { } secrets ? secrets.In(body) : [])
            turn.Context.Secrets.Add(secret);
        turn.Context.Exchange = new Exchange(request, response);
        return await new StepJudge(services).JudgeResponseAsync(turn, response, cancellationToken);
    }

    async Task<bool> IntendAsync(Walker walker, string key, CancellationToken cancellationToken) =>
        await store.TryCreateAsync(RunKeys.Intent(walker.RunId, key), "{}"u8.ToArray(), cancellationToken) is not null;

    HttpCall? Build(WalkTurn turn, StepWork.Call work, out StepProblem? problem)
    {
        var parameters = new List<ParameterValue>(turn.Step.Parameters.Length);
        foreach (var plan in turn.Step.Parameters)
        {
            var result = plan.Value.Evaluate(turn.Context);
            if (result is TemplateResult.Missing missing)
            {
                problem = new StepProblem("missing-value", $"parameter '{plan.Name}' needs {missing.Expression}, which has no value");
                return null;
            }
            parameters.Add(new ParameterValue(plan.Name, plan.In, (result as TemplateResult.Value)?.Json));
        }
        if (!RequestBody.TryFill(work.Body, turn.Context, out var body, out problem))
            return null;
        var servers = new ServerOverrides(turn.Record.Options.Servers);
        switch (RequestBuilder.Build(work.Operation, servers, parameters, body, work.Body?.ContentType))
        {
            case HttpCall call:
                problem = null;
                return call;
            case RequestProblem refused:
                problem = new StepProblem(refused.Code, refused.Message.TrimEnd('.'));
                return null;
            default:
                throw new InvalidOperationException("A request of an unknown kind.");
        }
    }

    static OutgoingCall Outgoing(HttpCall call, RunRecord record) => new(call.Method, call.Uri)
    {
        Headers = [.. call.Headers.Select(header => new HeaderField(header.Name, header.Value))],
        Body = call.Body,
        ContentType = call.ContentType,
        AllowedHosts = AllowedHosts(record.Options),
    };

    static HostAllowList AllowedHosts(RunOptions options) =>
        HostAllowList.TryParse(options.AllowedHosts, out var hosts, out _) ? hosts : HostAllowList.Empty;

    static JsonElement? ReadBody(CallResult.Answered answer)
    {
        if (answer.Body.IsEmpty)
            return null;
        if (answer.ContentType is null || MediaTypes.IsJson(answer.ContentType))
        {
            try
            {
                return JsonElement.Parse(LoneSurrogates.Mend(WithoutMark(answer.Body)).Span, BodyOptions);
            }
            catch (JsonException)
            {
                // A body that is not what it says it is can still be read as a text.
            }
        }
        return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(WithoutMark(answer.Body).Span), RuntimeJson.Default.String);
    }

    static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
}
