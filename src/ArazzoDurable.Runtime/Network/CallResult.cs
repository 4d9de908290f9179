using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Network;

/// <summary>What came of a call.</summary>
public abstract record CallResult
{
    CallResult()
    {
    }

    /// <summary>A whole response came, whatever its status.</summary>
    /// <param name="Status">The status code.</param>
    /// <param name="Headers">The headers as they came, those of the body included.</param>
    /// <param name="Body">The body, decompressed.</param>
    /// <param name="ContentType">The <c>Content-Type</c>; null when there is none.</param>
    public sealed record Answered(int Status, ImmutableArray<HeaderField> Headers, ReadOnlyMemory<byte> Body, string? ContentType) : CallResult;

    /// <summary>No whole response came.</summary>
    /// <param name="Fault">Why.</param>
    /// <param name="Message">Why, in one sentence, without the URL's query, headers or bodies.</param>
    /// <param name="Status">The status code, when the answer broke off only after it; else null.</param>
    public sealed record Unanswered(CallFault Fault, string Message, int? Status = null) : CallResult;
}
