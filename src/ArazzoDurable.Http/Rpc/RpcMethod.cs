using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Rpc;

/// <summary>A method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Handler">Carries it out.</param>
sealed record RpcMethod(string Name, RpcHandler Handler)
{
    /// <summary>How deep its params may be nested.</summary>
    public int MaxDepth { get; init; } = StrictJson.MaxDepth;
}

/// <summary>Carries out a method.</summary>
/// <param name="values">Its params.</param>
/// <param name="errors">The mistakes in them.</param>
/// <param name="request">What the frame came in, for its headers.</param>
/// <param name="cancellationToken">The client is gone.</param>
delegate Task<RpcOutcome> RpcHandler(JsonFields values, FieldErrors errors, ApiRequest request, CancellationToken cancellationToken);
