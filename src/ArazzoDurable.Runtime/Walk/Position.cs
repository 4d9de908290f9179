using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>A step that is being visited.</summary>
public sealed record Position
{
    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>Which visit of the step this is, from 1.</summary>
    public required int Visit { get; init; }

    /// <summary>Which attempt of the visit this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many responses with a status this visit has had: what sets the idempotency keys of deliberate retries apart.</summary>
    public int Responses { get; init; }

    /// <summary>How many attempts in a row ended without a response.</summary>
    public int Unanswered { get; init; }

    /// <summary>How often each action has retried this visit, by the action's name.</summary>
    public ImmutableSortedDictionary<string, int> Retries
    {
        get => field ?? Stored.Dictionary<int>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>What the outputs of the step were before the last attempts failed; null when none has failed since one succeeded.</summary>
    public OutputSet? SoundOutputs { get; init; }

    /// <summary>The visit to go back to: this one is a detour that a retry asked for, and takes no actions of its own.</summary>
    public Position? ReturnTo { get; init; }
}
