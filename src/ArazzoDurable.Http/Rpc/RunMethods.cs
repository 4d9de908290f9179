using System.Collections.Immutable;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Runs;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Rpc;

/// <summary>Submits runs and tells of them, as REST does.</summary>
sealed class RunMethods(RunRequests requests)
{
    const string Uuid = "a UUID of 36 characters";

    public ImmutableArray<RpcMethod> All => [new RpcMethod("runs/submit", SubmitAsync), new RpcMethod("runs/get", GetAsync)];

    async Task<RpcOutcome> SubmitAsync(JsonFields values, FieldErrors errors, ApiRequest request, CancellationToken cancellationToken)
    {
        var read = SubmitReader.Read(values, errors);
        if (errors.Problem is { } problem)
            return RpcOutcome.Of(problem);
        // What a frame says itself counts before what is said of all that the request holds.
        var submit = SubmitHeaders.Read(request, read!, isBodyFirst: true);
        return await requests.SubmitAsync(submit) switch
        {
            RunAnswer.Told(var accepted) when submit.Wait is null => Told(accepted),
            RunAnswer.Told(var accepted) => new RpcOutcome.Waits(async cancelled => Told(await requests.AfterWaitAsync(submit, accepted, cancelled))),
            RunAnswer.Refused(var refused) => RpcOutcome.Of(refused),
            _ => throw new InvalidOperationException("An answer of an unknown kind."),
        };
    }

    async Task<RpcOutcome> GetAsync(JsonFields values, FieldErrors errors, ApiRequest request, CancellationToken cancellationToken)
    {
        values.Require("runId", Uuid);
        var runId = values.Read("runId", Uuid, text => RunId.TryParse(text, out var id) ? id : (RunId?)null);
        var query = RunQuery.Read(values);
        if (errors.Problem is { } problem)
            return RpcOutcome.Of(problem);
        return query.Wait is null
            ? Of(await requests.GetAsync(runId.ToString()!, query, cancellationToken))
            : new RpcOutcome.Waits(async cancelled => Of(await requests.GetAsync(runId.ToString()!, query, cancelled)));
    }

    static RpcOutcome Of(RunAnswer answer) => answer switch
    {
        RunAnswer.Told(var status) => Told(status),
        RunAnswer.Refused(var problem) => RpcOutcome.Of(problem),
        _ => throw new InvalidOperationException("An answer of an unknown kind."),
    };

    static RpcOutcome Told(RunStatus status) => RpcOutcome.Of(status, ApiJson.Default.RunStatus);
}
