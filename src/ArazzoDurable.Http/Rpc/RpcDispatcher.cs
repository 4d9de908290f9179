using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Rpc;

/// <summary>Has frames carried out. What goes wrong with one is its answer, never an exception.</summary>
/// <param name="methods">The methods.</param>
/// <param name="failed">Is told every failure of ours, since the answer tells nothing of it.</param>
sealed class RpcDispatcher(ImmutableArray<RpcMethod> methods, Action<Exception> failed)
{
    const int LongestEcho = 60;

    readonly FrozenDictionary<string, RpcMethod> byName = methods.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>Has a frame take effect, and does not wait for what the client wants to wait for.</summary>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public Task<RpcOutcome> BeginAsync(RpcFrame.Call call, ApiRequest request, CancellationToken cancellationToken)
    {
        if (!byName.TryGetValue(call.Method, out var method))
            return Failed(RpcError.UnknownMethod($"There is no method '{Shortened(call.Method)}'; there are {string.Join(", ", methods.Select(known => known.Name))}."));
        if (call.Params is not { } values)
            return Failed(RpcError.WrongParams("'params' is missing; it must be an object."));
        if (values.ValueKind is JsonValueKind.Array)
            return Failed(RpcError.WrongParams("'params' must be an object: parameters go by name here, not by position."));
        if (values.ValueKind is not JsonValueKind.Object)
            return Failed(RpcError.WrongParams($"'params' must be an object; {Words.Of(values)} was sent."));
        if (JsonNesting.Of(values) > method.MaxDepth)
            return Failed(RpcError.Of(TooDeep(method)));
        var errors = new FieldErrors();
        return GuardedAsync(() => method.Handler(new JsonFields(values, JsonPointer.Root, errors), errors, request, cancellationToken), cancellationToken);
    }

    /// <summary>Waits for what the client wants to wait for.</summary>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task<RpcOutcome> FinishAsync(RpcOutcome outcome, CancellationToken cancellationToken)
    {
        while (outcome is RpcOutcome.Waits(var rest))
            outcome = await GuardedAsync(() => rest(cancellationToken), cancellationToken);
        return outcome;
    }

    async Task<RpcOutcome> GuardedAsync(Func<Task<RpcOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One frame that fails on our side must not keep the others of its batch from their answers.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failed(exception);
            return RpcOutcome.Of(Refusals.OfFailure(exception));
        }
    }

    static Task<RpcOutcome> Failed(RpcError error) => Task.FromResult<RpcOutcome>(new RpcOutcome.Failed(error));

    static Problem TooDeep(RpcMethod method)
    {
        var errors = new FieldErrors();
        errors.UnfitAtPointer(JsonPointer.Root, ProblemCodes.InvalidValue, string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"The params of {method.Name} may be nested {method.MaxDepth} levels deep; these are deeper."));
        return errors.Problem!;
    }

    static string Shortened(string text) => text.Length > LongestEcho ? text[..LongestEcho] + "…" : text;
}
