using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class NodeJsonTests
{
    const string Yaml = "z: 1.50\na:\n  - é\n  - {b/c: ~, d~e: 0x10}\n";

    [Fact]
    public void Element_has_the_order_and_the_digits_of_the_text() => Reading.JsonOf(Yaml).ShouldBe("""{"z":1.50,"a":["é",{"b/c":null,"d~e":16}]}""");

    [Fact]
    public void Writer_gets_the_same_as_the_element()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            NodeJson.WriteTo(Reading.Of(Yaml).Root!, writer);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("""{"z":1.50,"a":["é",{"b/c":null,"d~e":16}]}""");
    }

    [Fact]
    public void Value_at_the_deepest_level_is_converted() => NodeJson.ToElement(Reading.Of($"{new string('[', 64)}1{new string(']', 64)}").Root!)
        .ValueKind.ShouldBe(JsonValueKind.Array);
}
