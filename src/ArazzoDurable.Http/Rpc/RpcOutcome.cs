using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Rpc;

/// <summary>What came of carrying out a frame.</summary>
abstract record RpcOutcome
{
    /// <summary>It is done.</summary>
    /// <param name="Json">The result.</param>
    public sealed record Done(ReadOnlyMemory<byte> Json) : RpcOutcome
    {
        /// <summary>Whether nothing changed and it may be large: then it may be left out of a batch whose results grow too large.</summary>
        public bool MayBeAskedForAgain { get; init; }
    }

    /// <summary>It is not done.</summary>
    /// <param name="Error">Why not.</param>
    public sealed record Failed(RpcError Error) : RpcOutcome;

    /// <summary>It has taken effect, and the client wants to wait for more.</summary>
    /// <param name="Rest">Waits, and gives what came of it.</param>
    public sealed record Waits(Func<CancellationToken, Task<RpcOutcome>> Rest) : RpcOutcome;

    public static RpcOutcome Of<T>(T result, JsonTypeInfo<T> type) => new Done(ApiJson.Write(writer => JsonSerializer.Serialize(writer, result, type)));

    public static RpcOutcome Of(Problem problem) => new Failed(RpcError.Of(problem));
}
