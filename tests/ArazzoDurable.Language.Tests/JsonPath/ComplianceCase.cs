using System.Text.Json;
using Xunit.Abstractions;

namespace ArazzoDurable.Language.Tests.JsonPath;

/// <summary>A case of the official suite. It travels as its JSON text, so that every case has a row of its own in the results.</summary>
public sealed class ComplianceCase : IXunitSerializable
{
    string json = "{}";

    public ComplianceCase()
    {
    }

    internal ComplianceCase(JsonElement source) => json = source.GetRawText();

    internal JsonElement Content => JsonElement.Parse(json);

    public void Deserialize(IXunitSerializationInfo info) => json = info.GetValue<string>(nameof(json));

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(json), json);

    public override string ToString() => Content.GetProperty("name").GetString()!;
}
