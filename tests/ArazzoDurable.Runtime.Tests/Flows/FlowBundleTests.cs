using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class FlowBundleTests
{
    [Fact]
    public void Bundle_is_canonical_and_addressed_by_its_bytes()
    {
        var bundle = Create("""{"b":1,"a":2.0}""", ("z", "{}"), ("a", """{"openapi":"3.1.0"}"""));
        Encoding.UTF8.GetString(bundle.Bytes.Span).ShouldBe("""{"arazzo":{"a":2,"b":1},"sources":{"a":{"openapi":"3.1.0"},"z":{}}}""");
        bundle.Id.ShouldBe(FlowId.Of(bundle.Bytes.Span));
        bundle.Sources.Keys.ShouldBe(["a", "z"]);
    }

    [Fact]
    public void Same_content_has_the_same_id_whatever_its_order() =>
        Create("""{"a":1,"b":[1,2]}""", ("x", "{}"), ("y", "1")).Id.ShouldBe(Create("""{ "b": [1.0, 2e0], "a": 1 }""", ("y", "1"), ("x", "{}")).Id);

    [Fact]
    public void Other_content_has_another_id() => Create("""{"a":[1,2]}""").Id.ShouldNotBe(Create("""{"a":[2,1]}""").Id);

    [Fact]
    public void Open_gives_back_what_was_bundled()
    {
        var bundle = Create("""{"a":1}""", ("x", """{"paths":{}}"""));
        var opened = FlowBundle.Open(bundle.Id, bundle.Bytes);
        opened.Description.GetProperty("a").GetInt32().ShouldBe(1);
        opened.Sources["x"].GetProperty("paths").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public void Open_refuses_every_flipped_byte()
    {
        var bundle = Create("""{"a":1}""", ("x", "{}"));
        for (var i = 0; i < bundle.Bytes.Length; i++)
        {
            var bytes = bundle.Bytes.ToArray();
            bytes[i] ^= 1;
            Should.Throw<FlowCorruptedException>(() => FlowBundle.Open(bundle.Id, bytes)).Id.ShouldBe(bundle.Id);
        }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"arazzo":{}}""")]
    [InlineData("""{"arazzo":{},"sources":{},"sources":{}}""")]
    public void Open_refuses_what_has_its_digest_but_is_no_bundle(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Should.Throw<FlowCorruptedException>(() => FlowBundle.Open(FlowId.Of(bytes), bytes));
    }

    [Fact]
    public void TryRead_takes_a_bundle_in_any_formatting()
    {
        var bundle = FlowBundle.TryRead("""{ "sources": {}, "arazzo": { "b": 1, "a": 2 } }"""u8.ToArray(), out var problem);
        problem.ShouldBeNull();
        bundle.ShouldNotBeNull().Id.ShouldBe(Create("""{"a":2,"b":1}""").Id);
    }

    [Theory]
    [InlineData("{", "The bundle is not JSON: ")]
    [InlineData("""{"arazzo":{"a":1,"a":2},"sources":{}}""", "The bundle is not JSON: ")]
    [InlineData("""{"arazzo":{"a":"\ud800"},"sources":{}}""", "The bundle cannot be stored: A string holds half a surrogate pair.")]
    [InlineData("""{"arazzo":{}}""", "a bundle is an object with the objects \"arazzo\" and \"sources\"")]
    [InlineData("""{"arazzo":1,"sources":{}}""", "a bundle is an object with the objects \"arazzo\" and \"sources\"")]
    [InlineData("""{"arazzo":{},"sources":{},"more":1}""", "a bundle has no member \"more\"")]
    public void TryRead_says_what_is_wrong(string json, string expected)
    {
        FlowBundle.TryRead(Encoding.UTF8.GetBytes(json), out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldStartWith(expected);
    }

    static FlowBundle Create(string description, params (string Name, string Json)[] sources) =>
        FlowBundle.Create(Json(description), sources.Select(source => KeyValuePair.Create(source.Name, Json(source.Json))));

    static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
