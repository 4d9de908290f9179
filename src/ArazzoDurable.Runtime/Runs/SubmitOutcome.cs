using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What came of a request for a run.</summary>
public abstract record SubmitOutcome
{
    /// <summary>It runs.</summary>
    /// <param name="Status">Where it stands.</param>
    public sealed record Accepted(RunStatus Status) : SubmitOutcome
    {
        /// <summary>Whether an earlier submit with the same idempotency key asked for it already.</summary>
        public bool IsReplay { get; init; }
    }

    /// <summary>There is no such flow.</summary>
    /// <param name="FlowId">The id that was asked for.</param>
    public sealed record UnknownFlow(string FlowId) : SubmitOutcome;

    /// <summary>It cannot run as it was asked for; nothing was called.</summary>
    /// <param name="Code">Why, as a code.</param>
    /// <param name="Message">Why, in a sentence.</param>
    /// <param name="Problems">What is wrong, in detail; pointers are into the submit.</param>
    public sealed record Refused(string Code, string Message, ImmutableArray<Diagnostic> Problems) : SubmitOutcome
    {
        /// <summary>The member of the submit that it is about, where <see cref="Problems"/> tell none; null: none in particular.</summary>
        public JsonPointer? Place { get; init; }
    }
}
