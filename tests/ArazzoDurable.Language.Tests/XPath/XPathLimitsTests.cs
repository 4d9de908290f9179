using System.Diagnostics;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Language.Tests.XPath;

public sealed class XPathLimitsTests
{
    const string TooLong = "takes too long to search by this expression";

    [Theory]
    [InlineData("//*[count(//*[count(//*) > 0]) > 0]")]
    [InlineData("//*[count(//*) > count(//*/following::*)]")]
    [InlineData("count(//*/ancestor-or-self::*/descendant-or-self::*/ancestor-or-self::*/descendant::*)")]
    [InlineData("//*[. = //*]/preceding::*[. != //*]")]
    [InlineData("//a/following::a[last()]/preceding::a | //a/..")]
    [InlineData("//*[string-length(/) = 0]")]
    [InlineData("//*[/ = //*]")]
    [InlineData("//@*[name(//*[last()]) = 'x']")]
    [InlineData("//*[contains(., string(/))]")]
    [InlineData("//*[string-length(concat(/, /, /, /, /, /, /, /)) > 9]")]
    public void Expression_that_takes_too_long_is_given_up_within_a_second_or_so(string expression)
    {
        var xml = $"<r>{string.Concat(Enumerable.Repeat("<a n='1'><a>x</a></a>", 20_000))}</r>";
        var query = XPathQueryTests.Parse(expression);
        var watch = Stopwatch.StartNew();

        query.Select(xml, out var problem);

        problem.ShouldBe(TooLong);
        // Ten times what it takes, as machines that run tests are busy.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), expression);
    }

    [Theory]
    [InlineData("contains(/r/a, /r/b)")]
    [InlineData("substring-before(/r/a, /r/b)")]
    [InlineData("translate(/r/a, /r/b, 'x')")]
    public void Search_for_a_long_text_in_a_long_text_is_given_up(string expression)
    {
        var half = new string('x', XPathLimits.TextLength / 5);

        XPathQueryTests.Parse(expression).Select($"<r><a>{half}{half}</a><b>{half}y{half[1..]}</b></r>", out var problem);

        problem.ShouldBe(TooLong);
    }

    [Fact]
    public void Search_for_a_short_text_in_the_longest_is_no_trouble()
    {
        var text = new string('x', XPathLimits.TextLength - 20);

        XPathQueryTests.Parse("contains(/, 'xyz')").Select($"<r>{text}</r>", out var problem)!.Value.GetBoolean().ShouldBeFalse();

        problem.ShouldBeNull();
    }

    [Fact]
    public void Text_that_is_too_long_is_not_read()
    {
        XPathQueryTests.Parse("/").Select($"<r>{new string('x', XPathLimits.TextLength)}</r>", out var problem);

        problem.ShouldBe("is longer than the 1048576 characters of XML that are read");
    }

    [Theory]
    [InlineData(XPathLimits.TextDepth, null)]
    [InlineData(XPathLimits.TextDepth + 1, "is XML that is nested deeper than 256 levels")]
    [InlineData(100_000, "is XML that is nested deeper than 256 levels")]
    public void Text_that_is_too_deep_is_not_read(int depth, string? expected)
    {
        var xml = $"{string.Concat(Enumerable.Repeat("<a>", depth))}<b/>{string.Concat(Enumerable.Repeat("</a>", depth))}";

        XPathQueryTests.Parse("//b").Select(xml, out var problem);
        problem.ShouldBe(expected);
        XPathQueryTests.Parse("//b").Replace(xml, "x", out problem);
        problem.ShouldBe(expected);
    }

    [Fact]
    public void Entities_that_multiply_are_not_read()
    {
        const string xml = "<!DOCTYPE r [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><r>&b;</r>";

        XPathQueryTests.Parse("/").Select(xml, out var problem);

        problem.ShouldBe("has a document type declaration, which is not read");
    }

    [Fact]
    public void Expression_beyond_its_limits_is_an_error_and_no_overflow()
    {
        Error($"/{new string('a', XPathLimits.Length)}").ShouldBe("The expression is longer than 1024 characters.");
        Error($"{new string('(', XPathLimits.Nesting + 1)}a").ShouldBe("The expression is nested deeper than 64 levels.");
        XPathQueryTests.Parse($"{new string('(', XPathLimits.Nesting)}1{new string(')', XPathLimits.Nesting)}");
        XPathQueryTests.Parse($"a{string.Concat(Enumerable.Repeat("[1]", 300))}");
        XPathQueryTests.Parse($"{string.Concat(Enumerable.Repeat("-", 1000))}1").Select("<a/>", out _);
        XPathQueryTests.Parse($"1{string.Concat(Enumerable.Repeat("+1", 500))}").Select("<a/>", out _);
        XPathQueryTests.Parse($"a{string.Concat(Enumerable.Repeat("/a", 500))}").Select("<a/>", out _);
    }

    static string? Error(string expression)
    {
        XPathQuery.TryParse(expression, out _, out var error).ShouldBeFalse();
        return error?.Message;
    }
}
