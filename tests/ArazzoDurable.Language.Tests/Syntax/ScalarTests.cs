namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("~", "null")]
    [InlineData("NULL", "null")]
    [InlineData("", "null")]
    [InlineData("12", "12")]
    [InlineData("-0", "-0")]
    [InlineData("1.50", "1.50")]
    [InlineData("1e400", "1e400")]
    [InlineData("12345678901234567890.0123456789", "12345678901234567890.0123456789")]
    [InlineData("+1", "1")]
    [InlineData("-.5", "-0.5")]
    [InlineData("1.", "1")]
    [InlineData("1.e3", "1e3")]
    [InlineData("007", "7")]
    [InlineData("-00.70", "-0.70")]
    [InlineData("0x1F", "31")]
    [InlineData("0xFFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("0o17", "15")]
    public void Plain_scalar_of_the_core_schema_is_its_value(string yaml, string json) => Reading.JsonOf($"a: {yaml}").ShouldBe($$"""{"a":{{json}}}""");

    [Theory]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("No")]
    [InlineData("tRue")]
    [InlineData("1_000")]
    [InlineData("2026-01-31")]
    [InlineData("12:30:45")]
    [InlineData("0b101")]
    [InlineData("-0x1F")]
    [InlineData("1e")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1.0.1")]
    [InlineData("<<")]
    public void Plain_scalar_outside_the_core_schema_is_a_string(string yaml) => Reading.JsonOf($"a: {yaml}").ShouldBe($$"""{"a":"{{yaml}}"}""");

    [Theory]
    [InlineData("'true'", "true")]
    [InlineData("\"12\"", "12")]
    [InlineData("!!str 12", "12")]
    [InlineData("! 12", "12")]
    [InlineData("|-\n  12", "12")]
    [InlineData("\"\\u00e9\\x41\"", "éA")]
    public void Quoted_block_or_tagged_scalar_is_a_string(string yaml, string text) => Reading.JsonOf($"a: {yaml}").ShouldBe($$"""{"a":"{{text}}"}""");

    [Theory]
    [InlineData("!!int '12'", "12")]
    [InlineData("!!float 12", "12")]
    [InlineData("!!bool 'true'", "true")]
    [InlineData("!!null ''", "null")]
    public void Tag_of_the_core_schema_decides(string yaml, string json) => Reading.JsonOf($"a: {yaml}").ShouldBe($$"""{"a":{{json}}}""");

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData(".NaN")]
    public void Number_that_JSON_has_not_is_a_string_with_a_warning(string yaml)
    {
        Reading.OnlyDiagnosticOf($"a: {yaml}").Line().ShouldBe($"Warning not-finite /a 1:4 JSON has no number '{yaml}'; it is read as a string.");
        Reading.JsonOf($"a: {yaml}").ShouldBe($$"""{"a":"{{yaml}}"}""");
    }

    [Fact]
    public void Key_is_the_text_as_it_is_written() =>
        Reading.JsonOf("200: a\n0x10: b\ntrue: c\n~: d\n'e': e\n\"<<\": f\n").ShouldBe("""{"200":"a","0x10":"b","true":"c","~":"d","e":"e","<<":"f"}""");
}
