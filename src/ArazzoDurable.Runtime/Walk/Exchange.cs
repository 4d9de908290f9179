using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>A request, and the response to it where there was one: what <c>$request</c> and <c>$response</c> read from.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The response; null while there is none.</param>
sealed record Exchange(HttpCall Request, Exchange.Answer? Response)
{
    /// <summary>A response.</summary>
    /// <param name="Status">Its status code.</param>
    /// <param name="Headers">Its headers.</param>
    /// <param name="Body">Its body: parsed when it is JSON, else a string; null when it is empty.</param>
    public sealed record Answer(int Status, ImmutableArray<HeaderField> Headers, JsonElement? Body)
    {
        /// <summary>The first header of this name; null when there is none.</summary>
        public string? Header(string name) => Headers
            .Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .FirstOrDefault();
    }
}
