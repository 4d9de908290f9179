using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class JsonTests
{
    [Fact]
    public void Numbers_keep_their_digits_and_members_their_order()
    {
        const string Json = """{"z":1.0,"a":[12345678901234567890.10,1E+2,-0],"m":{"true":true,"n":null,"s":"\u00e9\"\n"}}""";
        Reading.JsonOf(Json).ShouldBe("""{"z":1.0,"a":[12345678901234567890.10,1E+2,-0],"m":{"true":true,"n":null,"s":"\u00e9\"\n"}}""");
    }

    [Fact]
    public void Marks_are_lines_and_UTF_16_columns_of_names_and_values()
    {
        var root = Reading.Of("\r\n{\"é😀\": [1,\r\n \"b\"],\r\"c\"\n: 2}").Root.ShouldBeOfType<Node.Mapping>();
        root.Mark.ShouldBe(new Mark(2, 1));
        root.Members[0].NameMark.ShouldBe(new Mark(2, 2));
        root.Members[0].Value.Mark.ShouldBe(new Mark(2, 9));
        root.Members[0].Value.ShouldBeOfType<Node.Sequence>().Items[1].Mark.ShouldBe(new Mark(3, 2));
        root.Members[1].NameMark.ShouldBe(new Mark(4, 1));
        root.Members[1].Value.Mark.ShouldBe(new Mark(5, 3));
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "Error duplicate-key /a 1:10 The member 'a' is given twice; the first, at 1:2, is taken.")]
    [InlineData("{\"a\": [\"\\ud83d\"]}", "Error unreadable /a/0 1:8 The string escapes one half of a UTF-16 pair without the other.")]
    [InlineData("{\"a\": [\"\\ude00\\ud83d\"]}", "Error unreadable /a/0 1:8 The string escapes one half of a UTF-16 pair without the other.")]
    [InlineData("{\"\\udfff\": 1}", "Error unreadable  1:2 The string escapes one half of a UTF-16 pair without the other.")]
    public void Mistake_in_a_readable_text_is_told_with_its_place(string json, string expected) =>
        Reading.OnlyDiagnosticOf(json).Line().ShouldBe(expected);

    [Theory]
    [InlineData("{\"a\": \"\\\\ud800\"}")]
    [InlineData("{\"a\": \"\\ud83d\\ude00\"}")]
    [InlineData("{\"a\": \"\\u00e9\\n\\ud83d\\ude00x\"}")]
    public void String_with_whole_characters_is_read(string json) => Reading.Of(json).Diagnostics.ShouldBeEmpty();

    [Fact]
    public void Text_that_is_neither_JSON_nor_YAML_is_told_as_JSON()
    {
        var one = Reading.OnlyDiagnosticOf("{\n  \"é\": 1,\n  \"é\" 2: [}\n");
        one.Code.ShouldBe(DiagnosticCodes.Unreadable);
        one.Location.Mark.ShouldBe(new Mark(3, 7));
        one.Message.ShouldBe("The text is not JSON: '2' is invalid after a property name. Expected a ':'.");
    }

    [Theory]
    [InlineData("{a: 1}", """{"a":1}""")]
    [InlineData("[a, 'b', ]", """["a","b"]""")]
    [InlineData("{\"a\": 1} # comment", """{"a":1}""")]
    public void Text_that_begins_like_JSON_may_be_YAML(string yaml, string json) => Reading.JsonOf(yaml).ShouldBe(json);
}
