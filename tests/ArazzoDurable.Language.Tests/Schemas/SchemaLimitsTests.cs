using System.Globalization;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Language.Tests.Schemas;

public sealed class SchemaLimitsTests
{
    [Fact]
    public void Value_nested_too_deep_is_a_violation()
    {
        var schema = Compile.Valid("""{ "items": { "$ref": "#" } }""");

        schema.Validate(Nested(SchemaLimits.Nesting)).ShouldBeEmpty();
        schema.Validate(Nested(SchemaLimits.Nesting + 1)).ShouldHaveSingleItem().Message.ShouldBe("the value is nested deeper than 256 levels");
        schema.FindSecretMarks(Nested(SchemaLimits.Nesting + 1)).ShouldBeEmpty();
    }

    [Fact]
    public void Schema_nested_too_deep_is_an_error()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"not":""", 300)) + "{}" + new string('}', 300);

        JsonSchema.TryCompile(Compile.Json(schema), out _, out var errors).ShouldBeFalse();
        errors.ShouldHaveSingleItem().Message.ShouldBe("the value is nested deeper than 256 levels");
    }

    [Fact]
    public void Long_chain_of_references_is_a_violation_and_no_overflow()
    {
        var violation = Compile.Valid(Chain(100_000, next => $$"""{ "$ref": "{{next}}" }""")).Validate(Compile.Json("1")).ShouldHaveSingleItem();

        violation.Message.ShouldBe("the schema applies to the value through more than 800 levels");
        violation.Keyword.ShouldBe("");
    }

    [Fact]
    public void Deepest_evaluation_fits_a_small_stack()
    {
        var schema = Compile.Valid(Chain(700, next => $$"""{ "anyOf": [{ "oneOf": [{ "$ref": "{{next}}" }] }] }"""));
        var found = -1;
        var thread = new Thread(() => found = schema.Validate(Compile.Json("1")).Length, maxStackSize: 1024 * 1024);

        thread.Start();
        thread.Join();

        found.ShouldBe(1);
    }

    [Fact]
    public void Schema_that_doubles_its_work_is_a_violation()
    {
        var schema = Compile.Valid(Chain(60, next => $$"""{ "allOf": [{ "$ref": "{{next}}" }, { "$ref": "{{next}}" }] }"""));

        schema.Validate(Compile.Json("1")).ShouldHaveSingleItem().Message
            .ShouldBe("checking the value takes more than 5000000 applications of a schema");
        schema.FindSecretMarks(Compile.Json("1")).ShouldBeEmpty();
        schema.ApplyDefaults(Compile.Json("1")).GetRawText().ShouldBe("1");
    }

    [Fact]
    public void Exhausted_evaluation_is_a_violation_even_inside_not()
    {
        var chain = Chain(60, next => $$"""{ "allOf": [{ "$ref": "{{next}}" }, { "$ref": "{{next}}" }] }""");

        Compile.Valid(chain.Replace("\"$ref\": \"#/$defs/1\"", "\"not\": { \"$ref\": \"#/$defs/1\" }", StringComparison.Ordinal))
            .Validate(Compile.Json("1")).ShouldNotBeEmpty();
    }

    [Fact]
    public void Violations_beyond_the_limit_are_not_told()
    {
        var array = Compile.Json($"[{string.Join(',', Enumerable.Repeat("1", 5_000))}]");

        Compile.Valid("""{ "items": { "type": "string" } }""").Validate(array).Length.ShouldBe(SchemaLimits.Violations);
        Compile.Valid("""{ "items": { "not": { "not": { "not": true } } } }""").Validate(array).Length.ShouldBe(SchemaLimits.Violations);
        Compile.Valid("""{ "additionalProperties": false, "items": { "anyOf": [false] } }""").Validate(array).Length.ShouldBe(SchemaLimits.Violations);
    }

    [Fact]
    public void Defaults_that_multiply_stop_at_the_limit()
    {
        var schema = Compile.Valid(Chain(60, next => $$"""
            { "properties": { "a": { "default": {}, "$ref": "{{next}}" }, "b": { "default": {}, "$ref": "{{next}}" } } }
            """));

        var result = schema.ApplyDefaults(Compile.Json("{}")).GetRawText();

        result.Split("{}").Length.ShouldBeLessThan(SchemaLimits.Defaults + 2);
        result.Count(letter => letter == ':').ShouldBe(SchemaLimits.Defaults);
    }

    [Fact]
    public void Number_of_many_digits_is_compared_exactly()
    {
        var digits = new string('9', 100_000);

        Compile.Valid($$"""{ "maximum": {{digits}}, "multipleOf": 3 }""").Validate(Compile.Json($"{digits}.0")).ShouldBeEmpty();
        Compile.Valid($$"""{ "exclusiveMaximum": {{digits}} }""").Validate(Compile.Json($"{digits}.0")).ShouldHaveSingleItem().Message.Length.ShouldBeLessThan(200);
    }

    static System.Text.Json.JsonElement Nested(int depth) => Compile.Json(new string('[', depth) + new string(']', depth));

    static string Chain(int length, Func<string, string> link) =>
        $$"""{ "$ref": "#/$defs/0", "$defs": { {{string.Join(", ", Enumerable.Range(0, length).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"{i}\": {link(string.Create(CultureInfo.InvariantCulture, $"#/$defs/{i + 1}"))}")))}}, "{{length}}": {} } }""";
}
