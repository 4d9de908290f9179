using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Tests.Criteria;
using ArazzoDurable.Language.Tests.Expressions;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Language.Tests.XPath;

public sealed class XPathQueryTests
{
    const string Order = "<o xmlns:p='urn:p'><line sku='a'>1</line><!--c--><line sku='b'><n>2</n><n>3</n></line><p:x/></o>";

    [Theory]
    [InlineData("//line[1]", "\"1\"")]
    [InlineData("//line", "[\"1\",\"23\"]")]
    [InlineData("//line[2]/n/text()", "[\"2\",\"3\"]")]
    [InlineData("//@sku", "[\"a\",\"b\"]")]
    [InlineData("//p:x", "\"\"")]
    [InlineData("//comment()", "\"c\"")]
    [InlineData("//none", null)]
    [InlineData("count(//line)", "2")]
    [InlineData("count(//line) div 4", "0.5")]
    [InlineData("-0", "0")]
    [InlineData("number('x')", null)]
    [InlineData("1 div 0", null)]
    [InlineData("string(//none)", "\"\"")]
    [InlineData("//line = 1", "true")]
    [InlineData("//n[1] | //line[1] | //n[1]", "[\"1\",\"2\"]")]
    [InlineData("//n[2]/preceding::*", "[\"1\",\"2\"]")]
    [InlineData("translate('abcabc', 'ab', 'x')", "\"xcxc\"")]
    public void Value_is_JSON_and_nodes_are_their_texts(string expression, string? expected)
    {
        var value = Parse(expression).Select(Order, out var problem);

        problem.ShouldBeNull();
        value?.GetRawText().ShouldBe(expected);
        (value is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("//line[@sku='a']", "<o xmlns:p='urn:p'><line sku=\"a\">&lt;&amp;</line><!--c--><line sku=\"b\"><n>2</n><n>3</n></line><p:x /></o>")]
    [InlineData("//line[2]", "<o xmlns:p='urn:p'><line sku=\"a\">1</line><!--c--><line sku=\"b\">&lt;&amp;</line><p:x /></o>")]
    [InlineData("//n/text()", "<o xmlns:p='urn:p'><line sku=\"a\">1</line><!--c--><line sku=\"b\"><n>&lt;&amp;</n><n>&lt;&amp;</n></line><p:x /></o>")]
    [InlineData("//@sku", "<o xmlns:p='urn:p'><line sku=\"&lt;&amp;\">1</line><!--c--><line sku=\"&lt;&amp;\"><n>2</n><n>3</n></line><p:x /></o>")]
    [InlineData("/o/p:x", "<o xmlns:p='urn:p'><line sku=\"a\">1</line><!--c--><line sku=\"b\"><n>2</n><n>3</n></line><p:x>&lt;&amp;</p:x></o>")]
    [InlineData("//none", null)]
    [InlineData("//comment()", null)]
    [InlineData("/", null)]
    [InlineData("count(//line)", null)]
    public void Replacing_sets_the_text_of_every_selected_place(string expression, string? expected)
    {
        var replaced = Parse(expression).Replace(Order, "<&", out var problem);

        problem.ShouldBeNull();
        replaced.ShouldBe(expected?.Replace("'urn:p'", "\"urn:p\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Replacing_keeps_white_space_the_declaration_and_what_is_inside_a_replaced_element_goes()
    {
        const string xml = "\n<?xml version=\"1.0\"?>\n<a>\n  <b><c/></b>\n</a>\n";

        Parse("//*[self::b or self::c]").Replace(xml, "x", out _).ShouldBe("<?xml version=\"1.0\"?>\n<a>\n  <b>x</b>\n</a>\n");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u0008")]
    [InlineData("\uFFFF")]
    public void Value_with_a_character_that_XML_does_not_have_is_not_set(string value)
    {
        Parse("/o").Replace(Order, value, out var problem).ShouldBeNull();

        problem.ShouldBe("is XML, which cannot carry a character of the value");
        Parse("/o").Replace("<o/>", "\t\r\n\u00e9\U0001F600", out _).ShouldBe("<o>\t&#xD;\n\u00e9\U0001F600</o>");
    }

    [Fact]
    public void Value_decides_a_condition_and_never_rewrites_it()
    {
        string[] conditions = ["//id[. = {$inputs.v}]", "//id[. = '{$inputs.v}']", "//id[. = \"{$inputs.v}\"]", "/r/id = '$inputs.v'", "/r[id = {$inputs.v}]/id"];
        string[] hostile = ["' or '1'='1", "\" or \"1\"=\"1", "'] | //id['", "{$inputs.other}", "$inputs.other", " $arazzo-value-0 ", "'", "\"", "", "true()", "//id", "]]>", "\0"];
        foreach (var condition in conditions)
        {
            var criterion = CompiledCriterion.Compile(
                CompiledCriterionTests.Criterion(condition, CriterionKind.XPath, "$response.body"), CaseDeclarations.None, Dialect.Lenient, []);

            criterion.Evaluate(With("expected")).ShouldBe(new CriterionOutcome(true, null), condition);
            foreach (var value in hostile.Concat(RandomTexts.Of(seed: 8, count: 300)))
                criterion.Evaluate(With(value)).ShouldBe(new CriterionOutcome(false, null), value);
        }
    }

    [Fact]
    public void Report_holds_nothing_of_the_document()
    {
        var criterion = CompiledCriterion.Compile(
            CompiledCriterionTests.Criterion("//a", CriterionKind.XPath, "$inputs.v"), CaseDeclarations.None, Dialect.Strict, []);

        foreach (var xml in (string[])["canary", "<canary>", "<a><canary></a>", "<a canary='1' canary='2'/>", "<a>&canary;</a>", "<!DOCTYPE canary>", "<a xmlns:canary=''/>", "<canary:a/>"])
            criterion.Evaluate(With(xml)).Report.ShouldNotBeNull().ShouldNotContain("canary");
    }

    [Fact]
    public void Any_text_is_an_expression_or_an_error_and_never_an_exception()
    {
        string[] parts = ["//", "a", "[", "]", "(", ")", "'x'", "@b", "::", "ancestor", "*", "|", "{$inputs.v}", "and", "=", "1", "-", "contains", "translate", "count", ",", ".", "..", "/", "id(", "lang('", "p:", "position()", "text()", " ", "last()", "following::", "string("];
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)]));
            var criterion = CompiledCriterion.Compile(
                CompiledCriterionTests.Criterion(text, CriterionKind.XPath, "$response.body"), CaseDeclarations.None, Dialect.Strict, []);

            criterion.Evaluate(With("expected")).ShouldNotBeNull(text);
        }
        foreach (var text in RandomTexts.Of(seed: 12, count: 2_000))
        {
            if (XPathQuery.TryParse(text, out var query, out _))
                query.Select(Order, out _);
        }
    }

    internal static XPathQuery Parse(string expression)
    {
        XPathQuery.TryParse(expression, out var query, out var error).ShouldBeTrue(error?.Message);
        return query!;
    }

    static CaseContext With(string value) => new(JsonElement.Parse(
        $$$"""{"inputs": {"v": {{{JsonSerializer.Serialize(value)}}}, "other": "expected"}, "response": {"body": "<r><id>expected</id></r>"}}"""));
}
