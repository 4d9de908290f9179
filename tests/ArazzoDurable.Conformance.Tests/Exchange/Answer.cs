using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Conformance.Tests.Exchange;

/// <summary>An answer of a host.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The content type; null when there is no body.</param>
/// <param name="Headers">The headers besides those of the content.</param>
/// <param name="Body">The body.</param>
sealed record Answer(int Status, string? ContentType, ImmutableDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The code of a problem.</summary>
    public string? Code => this["code"].GetString();

    /// <summary>A member of the JSON.</summary>
    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>Gives the answer back when it has this status.</summary>
    public Answer Expect(params int[] status)
    {
        status.ShouldContain(Status, Text);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Text}";
}
