using ArazzoDurable.Http.Problems;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>The answer to a request about a run, before an interface puts it into its own words.</summary>
abstract record RunAnswer
{
    /// <summary>This is how the run stands.</summary>
    /// <param name="Status">The status.</param>
    public sealed record Told(RunStatus Status) : RunAnswer
    {
        /// <summary>Whether an earlier submit with the same idempotency key asked for the run already.</summary>
        public bool IsReplay { get; init; }
    }

    /// <summary>The request cannot be carried out.</summary>
    /// <param name="Problem">Why not.</param>
    public sealed record Refused(Problem Problem) : RunAnswer;
}
