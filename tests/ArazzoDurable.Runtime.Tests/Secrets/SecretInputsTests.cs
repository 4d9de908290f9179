using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Runtime.Secrets;
using static ArazzoDurable.Runtime.Tests.Secrets.Secret;

namespace ArazzoDurable.Runtime.Tests.Secrets;

public sealed class SecretInputsTests
{
    readonly Sealer sealer = NewSealer();

    [Theory]
    [InlineData("""{"token":"x","model":"m"}""", """{"token":"***","model":"m"}""")]
    [InlineData("""{"a":[{"b":{"apiKey":"x","n":1}}]}""", """{"a":[{"b":{"apiKey":"***","n":1}}]}""")]
    [InlineData("""{"tokens":["x","y",1,null]}""", """{"tokens":["***","***",1,null]}""")]
    [InlineData("""{"credentials":{"user":"u","port":1}}""", """{"credentials":{"user":"***","port":1}}""")]
    [InlineData("""{"max_tokens":100,"use_token":true,"token":null}""", """{"max_tokens":100,"use_token":true,"token":null}""")]
    public void Seal_by_name_seals_strings(string inputs, string expected) => Masked(inputs).ShouldBe(expected);

    [Fact]
    public void Seal_by_schema_seals_every_kind_of_leaf() =>
        Masked("""{"a":"x","b":1.5,"c":{"d":[true,null]},"e":"clear"}""", [Password("/a"), WriteOnly("/b"), XSecret("/c", true)])
            .ShouldBe("""{"a":"***","b":"***","c":{"d":["***",null]},"e":"clear"}""");

    [Fact]
    public void Seal_takes_the_marks_of_a_schema()
    {
        var schema = Json("""
            {
              "properties": {
                "pin": { "format": "password" },
                "token": { "x-secret": false },
                "upload": { "writeOnly": true, "properties": { "name": { "x-secret": false } } }
              }
            }
            """);
        var inputs = """{"pin":1234,"token":"x","upload":{"name":"n","data":"d"}}""";
        JsonSchema.TryCompile(schema, out var compiled, out _).ShouldBeTrue();

        Masked(inputs, compiled.FindSecretMarks(Json(inputs)))
            .ShouldBe("""{"pin":"***","token":"x","upload":{"name":"n","data":"***"}}""");
    }

    [Fact]
    public void Seal_with_x_secret_false_opts_out_of_names_and_formats() =>
        Masked("""{"token":"x","credentials":{"user":"u"}}""",
                [new SecretMark(At("/token"), false, true, true), XSecret("/credentials", false)])
            .ShouldBe("""{"token":"x","credentials":{"user":"u"}}""");

    [Fact]
    public void Seal_with_several_marks_takes_the_nearest() =>
        Masked("""{"a":{"b":"x","c":"y"},"d":{"e":"z","token":"t"}}""",
                [XSecret("/a", true), XSecret("/a/b", false), XSecret("/d", false), Password("/d/e")])
            .ShouldBe("""{"a":{"b":"x","c":"***"},"d":{"e":"***","token":"t"}}""");

    [Fact]
    public void Seal_of_a_listed_name_cannot_be_opted_out_of() =>
        Masked("""{"pin":{"code":1234,"hint":"h"},"list":[{"pin":"x"}]}""", [XSecret("/pin", false), XSecret("/pin/hint", false)], ["pin"])
            .ShouldBe("""{"pin":{"code":"***","hint":"***"},"list":[{"pin":"***"}]}""");

    [Fact]
    public void Seal_of_inputs_opens_to_the_same_inputs()
    {
        const string inputs = """{"token":"ä\"","n":1.50,"a/b":{"secret~1":"y"}}""";

        var sealedInputs = SecretInputs.Seal(Json(inputs), [], [], sealer, Scope);

        sealer.OpenAll(sealedInputs, Scope).Value!.Value.GetRawText().ShouldBe(inputs);
    }

    [Fact]
    public void Seal_without_a_secret_gives_the_same_element()
    {
        var inputs = Json("""{ "model": "m" }""");

        SecretInputs.Seal(inputs, [], [], sealer, Scope).ShouldBe(inputs);
    }

    [Theory]
    [InlineData("""{"a":{"$sealed":"v1.x"}}""")]
    [InlineData("""{"$sealed":"v1.x"}""")]
    public void Seal_of_what_merely_looks_sealed_opens_to_what_it_was(string inputs)
    {
        var sealedInputs = SecretInputs.Seal(Json(inputs), [], [], sealer, Scope);

        sealer.OpenAll(sealedInputs, Scope).Value!.Value.GetRawText().ShouldBe(inputs);
    }

    [Fact]
    public void Seal_of_a_stolen_sealed_value_does_not_open_it()
    {
        var stolen = sealer.Seal(Json("\"hunter2\""), Scope);

        var sealedInputs = SecretInputs.Seal(Json($$"""{"x":{{stolen}}}"""), [], [], sealer, Scope);

        sealer.OpenAll(sealedInputs, Scope).Value!.Value.GetProperty("x").GetRawText().ShouldBe(stolen.GetRawText());
    }

    string Masked(string inputs, IEnumerable<SecretMark>? marks = null, IReadOnlyCollection<string>? listed = null) =>
        Sealer.Mask(SecretInputs.Seal(Json(inputs), marks ?? [], listed ?? [], sealer, Scope)).GetRawText();

    static SecretMark XSecret(string at, bool value) => new(At(at), value, false, false);

    static SecretMark Password(string at) => new(At(at), null, true, false);

    static SecretMark WriteOnly(string at) => new(At(at), null, false, true);

    static JsonPointer At(string text) => JsonPointer.TryParse(text, out var pointer) ? pointer : throw new ArgumentException(text);
}
