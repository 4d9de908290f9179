using System.Net;
using System.Text.Json;

namespace ArazzoDurable.Functions.Tests.Asking;

/// <summary>What the app answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">The headers by name.</param>
sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A member that is text.</summary>
    public string Member(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>The answer, which has this status.</summary>
    public Answer With(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
