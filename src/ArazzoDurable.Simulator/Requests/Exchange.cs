using System.Collections.Immutable;
using ArazzoDurable.Simulator.Answers;

namespace ArazzoDurable.Simulator.Requests;

/// <summary>An answer and what is told about how it came about.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Source">The name of the source that the path names, if there is one.</param>
/// <param name="Operation">The name of the operation that answered, if one did.</param>
/// <param name="Replayed">Whether it is an earlier answer given again.</param>
sealed record Exchange(Answer Answer, string? Source, string? Operation = null, bool Replayed = false)
{
    /// <summary>The method and path template of the operation, if one answered.</summary>
    internal string? Route { get; init; }

    /// <summary>What the operation requires and the request does not have, although it was answered.</summary>
    internal ImmutableArray<string> Missing { get; init; } = [];
}
