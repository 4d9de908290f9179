using System.Text.Json;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Language.Tests.Schemas;

public sealed class JsonSchemaCaseTests
{
    public static TheoryData<string> Violations => Cases.Names("violations");

    public static TheoryData<string> Errors => Cases.Names("errors");

    public static TheoryData<string> Defaults => Cases.Names("defaults");

    public static TheoryData<string> Secrets => Cases.Names("secrets");

    [Theory]
    [MemberData(nameof(Violations))]
    public void Validate_tells_what_was_found_and_expected(string name)
    {
        var each = Cases.Named("violations", name);
        var violations = Compile.Valid(each.GetProperty("schema")).Validate(each.GetProperty("instance"));
        violations.Select(one => (one.Instance.ToString(), one.Schema.ToString(), one.Keyword, one.Message))
            .ShouldBe(each.GetProperty("violations").EnumerateArray().Select(one => (Text(one, "at"), Text(one, "schema"), Text(one, "keyword"), Text(one, "message"))));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Compile_tells_what_is_wrong_with_a_schema(string name)
    {
        var each = Cases.Named("errors", name);
        JsonSchema.TryCompile(each.GetProperty("schema"), out var schema, out var errors).ShouldBe(errors.IsEmpty);
        (schema is null).ShouldBe(!errors.IsEmpty);
        errors.Select(one => (one.Schema.ToString(), one.Message))
            .ShouldBe(each.GetProperty("errors").EnumerateArray().Select(one => (Text(one, "at"), Text(one, "message"))));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Defaults_are_filled_in(string name)
    {
        var each = Cases.Named("defaults", name);
        var result = Compile.Valid(each.GetProperty("schema")).ApplyDefaults(each.GetProperty("instance"));
        result.GetRawText().Replace(" ", "", StringComparison.Ordinal).ShouldBe(Text(each, "result"));
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public void Secret_marks_are_found(string name)
    {
        var each = Cases.Named("secrets", name);
        var marks = Compile.Valid(each.GetProperty("schema")).FindSecretMarks(each.GetProperty("instance"));
        marks.Select(mark => (mark.Instance.ToString(), mark.XSecret, mark.Password, mark.WriteOnly))
            .ShouldBe(each.GetProperty("marks").EnumerateArray().Select(mark => (Text(mark, "at"), Flag(mark, "xSecret"), Flag(mark, "password") is true, Flag(mark, "writeOnly") is true)));
    }

    static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    static bool? Flag(JsonElement value, string name) => value.TryGetProperty(name, out var flag) ? flag.GetBoolean() : null;
}
