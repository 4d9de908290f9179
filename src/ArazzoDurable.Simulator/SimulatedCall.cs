using System.Collections.Immutable;

namespace ArazzoDurable.Simulator;

/// <summary>A request that the simulator has answered.</summary>
/// <param name="At">When the answer was chosen, by the server's clock.</param>
/// <param name="Source">The name of the source it went to; null when the path names none.</param>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Path">The path as it was sent, with the source's name in front and the query behind.</param>
/// <param name="Operation">The operation that answered: its <c>operationId</c>, or <c>METHOD /path</c>; null when none did.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Replayed">Whether an earlier answer was given again because its idempotency key came again.</param>
public sealed record SimulatedCall(DateTimeOffset At, string? Source, string Method, string Path, string? Operation, int Status, bool Replayed)
{
    /// <summary>The method and the path as the OpenAPI document writes it; null when no operation answered.</summary>
    public string? Route { get; init; }

    /// <summary>What the operation requires and the request does not have, although it was answered: the API itself may refuse it.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];
}
