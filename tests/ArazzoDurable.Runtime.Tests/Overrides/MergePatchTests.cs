using System.Text.Json;
using ArazzoDurable.Runtime.Overrides;

namespace ArazzoDurable.Runtime.Tests.Overrides;

/// <summary>The examples of RFC 7396, appendix A, and a place deep in a document.</summary>
public sealed class MergePatchTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Patch_is_applied_as_the_rfc_says(string target, string patch, string expected) =>
        MergePatch.Apply(JsonElement.Parse(target), JsonElement.Parse(patch)).GetRawText().ShouldBe(expected);

    [Fact]
    public void Patches_at_places_leave_the_rest_as_it_is() =>
        MergePatch.ApplyAt(
            JsonElement.Parse("""{"w":[{"s":[{"id":"a","x":1.50},{"id":"b"}]},{"s":[]}],"x":null}"""),
            [
                (["w", "0", "s", "0"], JsonElement.Parse("""{"id":null,"y":[]}""")),
                (["w", "0", "s", "1"], JsonElement.Parse("""{"z":1}""")),
            ]).GetRawText()
            .ShouldBe("""{"w":[{"s":[{"x":1.50,"y":[]},{"id":"b","z":1}]},{"s":[]}],"x":null}""");
}
