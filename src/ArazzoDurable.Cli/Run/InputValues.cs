using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Cli.Run;

/// <summary>The inputs of a run.</summary>
/// <param name="Value">All of them, in clear.</param>
/// <param name="Secrets">Those to keep secret though their schema does not say that they are strings.</param>
sealed record InputValues(JsonElement Value, ImmutableArray<string> Secrets)
{
    /// <summary>The names of those that a rehearsal made up, since nobody gave them.</summary>
    public ImmutableArray<string> MadeUp { get; init; } = [];
}
