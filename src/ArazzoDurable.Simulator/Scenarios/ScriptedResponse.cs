using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Simulator.Answers;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>
/// An answer that is written down. Strings of its body and headers may hold <c>${path.NAME}</c>, <c>${query.NAME}</c>, <c>${body.A.B}</c>
/// (values of the request) and <c>${count}</c> (how many calls the operation has answered, this one included). A string that is just one
/// of them keeps the value's type; where there is none, the object member is left out, and elsewhere it is null, or nothing inside a longer string.
/// </summary>
public sealed record ScriptedResponse
{
    /// <summary>The HTTP status, 200 to 599. Default: 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The body; null: what the OpenAPI document says for this status, or else no body. Text when the media type is not JSON and the value is a string.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Further headers. A <c>Content-Type</c> here wins over the OpenAPI document's.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = Answer.NoHeaders;

    /// <summary>How often it is given before the next one's turn, from 1. Default: 1. The last one stays whatever this says.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How long it is held back. Default: not at all.</summary>
    public TimeSpan Delay { get; init; }
}
