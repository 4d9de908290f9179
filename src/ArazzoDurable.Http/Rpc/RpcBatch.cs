using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Rpc;

/// <summary>
/// Carries out the frames of a body. They take effect one after another, in their order, so that one may build on another; what they wait
/// for, they wait for side by side, so that all together take no longer than the longest wait. Answers come in the order of the frames.
/// </summary>
sealed class RpcBatch(RpcDispatcher dispatcher)
{
    /// <summary>Carries out frames, and gives the answers of those that get one.</summary>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task<ImmutableArray<RpcAnswer>> RunAsync(IReadOnlyCollection<JsonElement> frames, CancellationToken cancellationToken)
    {
        var begun = new List<(JsonElement Id, Task<RpcOutcome> Outcome)>(frames.Count);
        long bytes = 0;
        foreach (var sent in frames)
        {
            if (await BeginAsync(RpcFrame.Read(sent), cancellationToken) is not var (id, outcome))
                continue;
            outcome = Within(outcome, ref bytes);
            begun.Add((id, dispatcher.FinishAsync(outcome, cancellationToken)));
        }
        var answers = ImmutableArray.CreateBuilder<RpcAnswer>(begun.Count);
        await Task.WhenAll(begun.Select(each => each.Outcome));
        foreach (var (id, outcome) in begun)
            answers.Add(new RpcAnswer(id, await outcome));
        return answers.ToImmutable();
    }

    async Task<(JsonElement Id, RpcOutcome Outcome)?> BeginAsync(RpcFrame frame, CancellationToken cancellationToken)
    {
        switch (frame)
        {
            case RpcFrame.Malformed(var id, var why):
                return (id, new RpcOutcome.Failed(RpcError.Malformed(why)));
            case RpcFrame.Call(var id, _, _) call:
                var outcome = await dispatcher.BeginAsync(call, cancellationToken);
                // What a notification waits for, nobody would be told.
                return id is { } known ? (known, outcome) : null;
            default:
                throw new InvalidOperationException("A frame of an unknown kind.");
        }
    }

    // The results of runs are small; blobs are not.
    static RpcOutcome Within(RpcOutcome outcome, ref long bytes)
    {
        if (outcome is not RpcOutcome.Done(var json))
            return outcome;
        if (bytes + json.Length > RpcLimits.ResultBytes)
        {
            return RpcOutcome.Of(Problem.Because(
                422, ProblemCodes.ResultTooLarge, "The results of this batch are larger than a batch may have; send this frame again in a request of its own."));
        }
        bytes += json.Length;
        return outcome;
    }
}
