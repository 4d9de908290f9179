using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace ArazzoDurable.Language.Tests.Schemas;

public sealed class JsonSchemaPropertyTests
{
    const string Secret = "hunter2-hunter2";

    static readonly string[] Keywords =
    [
        "$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs", "type", "const", "enum", "minimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "minItems", "uniqueItems", "prefixItems", "items", "contains", "minContains", "maxContains",
        "minProperties", "required", "dependentRequired", "propertyNames", "properties", "patternProperties", "additionalProperties",
        "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "default",
        "format", "writeOnly", "x-secret",
    ];

    static readonly string[] Texts =
    [
        "a", "b", "", "#", "#a", "#/$defs/a", "#/properties/a", "#/%", "https://example.com/a", "string", "object", "array", "number", "password",
        "^a", "(?=a)b", "(a)\\\\1", "[", "\\\\", "\\ud800", "\\ud83d\\ude00",
    ];

    static readonly string[] Numbers = ["0", "-0", "1", "2.5", "1e400", "-1E-400", "1e99999999999999999999", "12345678901234567890.123"];

    [Fact]
    public void Arbitrary_schema_and_value_never_throw()
    {
        var compiled = 0;
        Prop.ForAll(Schemas().ToArbitrary(), Values(Texts).ToArbitrary(), (schemaText, valueText) =>
        {
            var value = Compile.Json(valueText);
            if (!JsonSchema.TryCompile(Compile.Json(schemaText), out var schema, out var errors))
                return !errors.IsEmpty;
            compiled++;
            schema.Validate(value);
            schema.FindSecretMarks(value);
            return schema.ApplyDefaults(value).ValueKind == value.ValueKind;
        }).Check(Seeded(5_000));
        compiled.ShouldBeGreaterThan(1_500);
    }

    [Fact]
    public void Violations_never_quote_a_string_of_the_value()
    {
        var told = 0;
        Prop.ForAll(Schemas().ToArbitrary(), Values([Secret]).ToArbitrary(), (schemaText, valueText) =>
        {
            if (!JsonSchema.TryCompile(Compile.Json(schemaText), out var schema, out _))
                return true;
            var violations = schema.Validate(Compile.Json(valueText));
            told += violations.Length;
            return violations.All(violation => !violation.ToString().Contains("hunter2", StringComparison.Ordinal));
        }).Check(Seeded(5_000));
        told.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Numbers_are_ordered_as_decimals_are()
    {
        Prop.ForAll<decimal, decimal>((x, y) =>
        {
            var (one, other) = (x.ToString(CultureInfo.InvariantCulture), y.ToString(CultureInfo.InvariantCulture));
            var value = Compile.Json(one);
            return Fits($$"""{ "minimum": {{other}} }""", value) == x >= y
                && Fits($$"""{ "exclusiveMaximum": {{other}} }""", value) == x < y
                && Fits($$"""{ "const": {{other}} }""", value) == (x == y)
                && Fits("""{ "type": "integer" }""", value) == decimal.IsInteger(x);
        }).Check(Seeded(2_000));
    }

    [Fact]
    public void Multiples_are_those_of_decimal_arithmetic()
    {
        Prop.ForAll<int, byte, byte>((x, divisor, scale) =>
        {
            var value = new decimal((int)(Math.Abs((long)x) % int.MaxValue), 0, 0, isNegative: x < 0, scale: (byte)(scale % 5)) / 1.0m;
            var by = (divisor + 1) / 100m;
            var fits = Fits($$"""{ "multipleOf": {{by.ToString(CultureInfo.InvariantCulture)}} }""", Compile.Json(value.ToString(CultureInfo.InvariantCulture)));
            return fits == (value % by == 0);
        }).Check(Seeded(2_000));
    }

    static bool Fits(string schema, JsonElement value) => Compile.Valid(schema).Validate(value).IsEmpty;

    static Config Seeded(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_201_212, 7);

    static Gen<string> Schemas() => Schema(3);

    static Gen<string> Schema(int depth) => Gen.Frequency(
        (1, Gen.Elements("true", "false", "{}", "null", "\"a\"")),
        (12, Gen.ArrayOf(Keyword(depth)).Select(members => $"{{{string.Join(',', members.Take(5))}}}")));

    static Gen<string> Keyword(int depth) =>
        from name in Gen.Elements(Keywords)
        from value in Argument(name, depth)
        select $"\"{name}\":{value}";

    static Gen<string> Argument(string name, int depth)
    {
        if (depth == 0)
            return Gen.Elements("true", "false", "1", "\"#\"", "\"string\"");
        var schema = Schema(depth - 1);
        var fitting = name switch
        {
            "properties" or "$defs" or "patternProperties" or "dependentSchemas" => schema.Two().Select(pair => $"{{\"a\":{pair.Item1},\"b\":{pair.Item2}}}"),
            "allOf" or "anyOf" or "oneOf" or "prefixItems" => schema.Two().Select(pair => $"[{pair.Item1},{pair.Item2}]"),
            "required" or "enum" or "type" => Gen.Elements("[\"a\"]", "[\"string\",\"object\"]", "[\"array\",\"null\"]"),
            "dependentRequired" => Gen.Constant("{\"a\":[\"b\"]}"),
            "$ref" or "$dynamicRef" or "$id" or "$anchor" or "$dynamicAnchor" or "pattern" or "format" => Gen.Elements(Texts).Select(text => $"\"{text}\""),
            "writeOnly" or "x-secret" or "uniqueItems" => Gen.Elements("true", "false"),
            "const" or "default" => Values(Texts),
            _ when name.StartsWith('m') || name.StartsWith("ex", StringComparison.Ordinal) => Gen.Elements(Numbers),
            _ => schema,
        };
        return Gen.Frequency((30, fitting), (1, Values(Texts)));
    }

    static Gen<string> Values(string[] texts, int depth = 3)
    {
        var leaf = Gen.OneOf(Gen.Elements(Numbers), Gen.Elements(texts).Select(text => $"\"{text}\""), Gen.Elements("true", "false", "null"));
        if (depth == 0)
            return leaf;
        var inner = Values(texts, depth - 1);
        var array = Gen.ArrayOf(inner).Select(elements => $"[{string.Join(',', elements.Take(4))}]");
        var members = Gen.Elements("a", "b", "c", "a").Zip(inner).Select(pair => $"\"{pair.Item1}\":{pair.Item2}");
        return Gen.OneOf(leaf, array, Gen.ArrayOf(members).Select(each => $"{{{string.Join(',', each.Take(4))}}}"));
    }
}
