using System.Collections.Immutable;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Rpc;

/// <summary>What programs are told of an error.</summary>
/// <param name="Code">What happened, as the code that a problem has over REST.</param>
/// <param name="Errors">Every mistake in the params; pointers are into them.</param>
/// <param name="Diagnostics">What is to be said about the flow that was sent.</param>
sealed record RpcErrorData(string Code, ImmutableArray<FieldError>? Errors = null, ImmutableArray<DiagnosticAnswer>? Diagnostics = null)
{
    /// <summary>After how many seconds to send the frame again; null when that is not the point.</summary>
    public int? RetryAfterSecs { get; init; }
}
