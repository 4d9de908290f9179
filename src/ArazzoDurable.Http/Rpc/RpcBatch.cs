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
    /// <param name="frames">The frames.</param>
    /// <param name="request">What they came in.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task<ImmutableArray<RpcAnswer>> RunAsync(IReadOnlyCollection<JsonElement> frames, ApiRequest request, CancellationToken cancellationToken)
    {
        // All are read before any takes effect: one that cannot be read does not leave those before it half done.
        ImmutableArray<RpcFrame> read = [.. frames.Select(RpcFrame.Read)];
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = new List<(JsonElement Id, Task<RpcOutcome> Outcome)>(read.Length);
        try
        {
            long bytes = 0;
            foreach (var frame in read)
            {
                if (await BeginAsync(frame, request, cancellationToken) is not var (id, outcome))
                    continue;
                outcome = Within(outcome, ref bytes);
                begun.Add((id, dispatcher.FinishAsync(outcome, waits.Token)));
            }
            var answers = ImmutableArray.CreateBuilder<RpcAnswer>(begun.Count);
            foreach (var (id, outcome) in begun)
                answers.Add(new RpcAnswer(id, await outcome));
            return answers.MoveToImmutable();
        }
        finally
        {
            // Whatever broke off, no wait outlives its batch: each has a seat that others may need.
            await waits.CancelAsync();
            await ((Task)Task.WhenAll(begun.Select(each => each.Outcome))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<(JsonElement Id, RpcOutcome Outcome)?> BeginAsync(RpcFrame frame, ApiRequest request, CancellationToken cancellationToken)
    {
        switch (frame)
        {
            case RpcFrame.Malformed(var id, var why):
                return (id, new RpcOutcome.Failed(RpcError.Malformed(why)));
            case RpcFrame.Call(var id, _, _) call:
                var outcome = await dispatcher.BeginAsync(call, request, cancellationToken);
                // What a notification waits for, nobody would be told.
                return id is { } known ? (known, outcome) : null;
            default:
                throw new InvalidOperationException("A frame of an unknown kind.");
        }
    }

    // What took effect is told whatever its size: to send such a frame again would do it again.
    static RpcOutcome Within(RpcOutcome outcome, ref long bytes)
    {
        if (outcome is not RpcOutcome.Done(var json) done)
            return outcome;
        if (done.MayBeAskedForAgain && bytes + json.Length > RpcLimits.ResultBytes)
        {
            return RpcOutcome.Of(Problem.Because(
                422, ProblemCodes.ResultTooLarge, "The results of this batch are larger than a batch may have; send this frame again in a request of its own."));
        }
        bytes += json.Length;
        return outcome;
    }
}
