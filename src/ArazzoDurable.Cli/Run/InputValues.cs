using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Cli.Run;

/// <summary>The inputs of a run.</summary>
/// <param name="Items">Those of each item, in clear.</param>
/// <param name="Secrets">Those to keep secret though their schema does not say that they are strings.</param>
sealed record InputValues(ImmutableArray<JsonElement> Items, ImmutableArray<string> Secrets)
{
    /// <summary>The names of those that a rehearsal made up, since nobody gave them.</summary>
    public ImmutableArray<string> MadeUp { get; init; } = [];

    /// <summary>Where each item stands, such as <c>line 17 of 'inputs.jsonl'</c>; empty where there is nothing to say.</summary>
    public ImmutableArray<string> Places { get; init; } = [];
}
