using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "Error duplicate-key /a 3:1 The member 'a' is given twice; the first, at 1:1, is taken.")]
    [InlineData("200: 1\n'200': 2", "Error duplicate-key /200 2:1 The member '200' is given twice; the first, at 1:1, is taken.")]
    [InlineData("x:\n  - ? [a]\n    : 1", "Error unsupported-key /x/0 2:7 A name is expected as the key, but it is a list; the member is not read.")]
    [InlineData("a: !ruby/object 1", "Error unsupported-tag /a 1:4 The tag '!ruby/object' is not one of those that JSON has values for, or not for this kind of value.")]
    [InlineData("a: !!set {b}", "Error unsupported-tag /a 1:4 The tag 'tag:yaml.org,2002:set' is not one of those that JSON has values for, or not for this kind of value.")]
    [InlineData("a: !!int x", "Error unsupported-tag /a 1:4 The value is not what its tag 'tag:yaml.org,2002:int' says; it is read as a string.")]
    [InlineData("a: 1\n---\nb: 2", "Error multiple-documents  2:1 A second YAML document begins here; only the first is read.")]
    [InlineData("a: &x 1\nb: *y", "Error unknown-alias /b 2:4 No anchor '&y' comes before the alias '*y'.")]
    [InlineData("a: &x [1, *x]", "Error alias-cycle /a/1 1:11 The alias '*x' stands inside the value that it names.")]
    [InlineData("a: &x {b: {c: *x}}", "Error alias-cycle /a/b/c 1:15 The alias '*x' stands inside the value that it names.")]
    [InlineData("é😀: {<<: 1}", "Error merge-key /é😀/<< 1:11 The merge key '<<' takes an object or a list of objects.")]
    public void Mistake_in_a_readable_text_is_told_with_its_place(string yaml, string expected)
    {
        var result = Reading.Of(yaml);
        result.Root.ShouldNotBeNull();
        result.Diagnostics[^1].Line().ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "Error unreadable  1:1 The text is empty; a YAML or JSON document is expected.")]
    [InlineData("# only a comment\n", "Error unreadable  1:1 The text is empty; a YAML or JSON document is expected.")]
    [InlineData("a:\n\t- b", "Error unreadable  2:1 The text is not YAML: the line is indented by a tab.")]
    [InlineData("a: b\nc: \0d", "Error unreadable  2:4 The text holds the control character U+0000, which YAML does not allow.")]
    public void Unreadable_text_is_told_with_its_place(string yaml, string expected)
    {
        var result = Reading.Of(yaml);
        result.Root.ShouldBeNull();
        result.Diagnostics.ShouldHaveSingleItem().Line().ShouldBe(expected);
    }

    [Theory]
    [InlineData("a: \"\\ud800\"")]
    [InlineData("a: 'b")]
    [InlineData("a: [b")]
    [InlineData("a: \"b")]
    [InlineData("a: b: c")]
    [InlineData("a: %b\n- c")]
    [InlineData("a: @b")]
    [InlineData("%YAML 3.0\n---\na")]
    public void Text_that_is_not_YAML_is_told_in_plain_words(string yaml)
    {
        var result = Reading.Of(yaml);
        result.Root.ShouldBeNull();
        var one = result.Diagnostics.ShouldHaveSingleItem();
        one.Code.ShouldBe(DiagnosticCodes.Unreadable);
        one.Message.ShouldStartWith("The text is not YAML: ");
        one.Message.ShouldNotContain("YamlDotNet");
        one.Location.Mark.Line.ShouldBeGreaterThan(0);
        one.Location.Mark.Column.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_told_with_their_place()
    {
        byte[] text = [.. "a: é😀\nb: "u8, 0xC3, 0x28];
        SyntaxReader.Read(text).Diagnostics.ShouldHaveSingleItem().Line().ShouldBe("Error unreadable  2:4 The text is not UTF-8 from here on.");
    }

    [Fact]
    public void Byte_order_mark_is_skipped() => Reading.Of("\uFEFFa: 1").Root.ShouldBeOfType<Node.Mapping>().Members[0].NameMark.ShouldBe(new Mark(1, 1));

    [Fact]
    public void Marks_are_lines_and_UTF_16_columns_of_names_and_values()
    {
        var root = Reading.Of("é: 1\n😀: {b: 😀,c: 2}\nd:\n  - e").Root.ShouldBeOfType<Node.Mapping>();
        root.Members[1].NameMark.ShouldBe(new Mark(2, 1));
        root.Members[1].Value.Mark.ShouldBe(new Mark(2, 5));
        root.Members[1].Value.ShouldBeOfType<Node.Mapping>().Members[1].NameMark.ShouldBe(new Mark(2, 12));
        root["d"]!.Mark.ShouldBe(new Mark(4, 3));
    }

    [Fact]
    public void Alias_is_the_node_of_its_anchor()
    {
        var root = Reading.Of("a: &x {b: 1}\nc: *x\n").Root.ShouldBeOfType<Node.Mapping>();
        root["c"].ShouldBeSameAs(root["a"]);
    }

    [Fact]
    public void Alias_of_a_scalar_can_be_a_key() => Reading.JsonOf("a: &k name\n*k : 1").ShouldBe("""{"a":"name","name":1}""");

    [Fact]
    public void Anchor_that_is_given_again_is_the_latest_before_the_alias() =>
        Reading.JsonOf("- &x 1\n- *x\n- &x [&x 2]\n- *x").ShouldBe("[1,1,[2],2]");

    [Fact]
    public void Merge_key_adds_the_members_that_are_not_there()
    {
        const string Yaml = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 5\n";
        NodeJson.ToElement(Reading.Of(Yaml).Root!).GetProperty("z").GetRawText().ShouldBe("""{"a":5,"b":2,"c":4}""");
        Reading.OnlyDiagnosticOf(Yaml).Line()
            .ShouldBe("Warning merge-key /z/<< 4:3 The merge key '<<' is of YAML 1.1; it is followed here, but other tools may take it for a member.");
    }
}
