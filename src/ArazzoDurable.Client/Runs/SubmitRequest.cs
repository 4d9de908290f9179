using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Client.Runs;

/// <summary>A run to start.</summary>
/// <param name="FlowId">The flow, as <c>sha256:</c> and 64 hex digits or as the digits alone.</param>
public sealed record SubmitRequest(string FlowId)
{
    /// <summary>The workflow; null: the only one, or the only one that no other calls.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The inputs of each item.</summary>
    /// <value>One item without inputs, by default.</value>
    public ImmutableArray<JsonElement> Inputs { get; init; } = [JsonElement.Parse("{}")];

    /// <summary>How many items are at work at once, at the most; null: as many as the server chooses.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether steps that do not depend on each other run at the same time.</summary>
    public bool Parallel { get; init; }

    /// <summary>Whether to come back only when the run has ended or <see cref="Timeout"/> is up, and with the results.</summary>
    public bool Wait { get; init; }

    /// <summary>How long to wait at the most; then the present status is the answer. Null or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>: until the end.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What to change of the flow; null: nothing.</summary>
    public RunOverrides? Overrides { get; init; }

    /// <summary>
    /// Names this submit: the server starts one run for a key, however often it is sent. With a key, a submit is sent again after a
    /// failure of the network; without one it never is, since nobody knows whether the run has begun.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The request with these inputs, one item each.</summary>
    /// <param name="inputs">Anything that serialises to a JSON object.</param>
    /// <param name="options">How; null: <see cref="JsonSerializerOptions.Web"/>, which writes names in camelCase.</param>
    public SubmitRequest WithInputs<T>(IEnumerable<T> inputs, JsonSerializerOptions? options = null) =>
        this with { Inputs = [.. inputs.Select(input => JsonSerializer.SerializeToElement(input, options ?? JsonSerializerOptions.Web))] };

    /// <summary>The request with the inputs of one item.</summary>
    /// <inheritdoc cref="WithInputs{T}(IEnumerable{T}, JsonSerializerOptions?)"/>
    public SubmitRequest WithInput<T>(T inputs, JsonSerializerOptions? options = null) => WithInputs([inputs], options);
}
