using System.Xml;
using System.Xml.XPath;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Tests.Drafts;

/// <summary>XML texts that are made for XPath expressions, judged by the platform.</summary>
public sealed class XmlEditsTests
{
    [Theory]
    [InlineData("/a/b", "<a><b /></a>")]
    [InlineData("//b", "<item><b /></item>")]
    [InlineData("/a/b='x'", "<a><b>x</b></a>")]
    [InlineData("/a/b = 'x'", "<a><b>x</b></a>")]
    [InlineData("'x' = /a/b/text()", "<a><b>x</b></a>")]
    [InlineData("/a/b > 3", "<a><b>4</b></a>")]
    [InlineData("3 > /a/b", "<a><b>2</b></a>")]
    [InlineData("/a/b != 'x'", "<a><b>other</b></a>")]
    [InlineData("count(//b) > 1", "<item><b /><b /></item>")]
    [InlineData("count(/a/b[c='x']) = 2", "<a><b><c>x</c></b><b><c>x</c></b></a>")]
    [InlineData("/a/@id", "<a id=\"string\" />")]
    [InlineData("//b/@id = 7", "<item><b id=\"7\" /></item>")]
    [InlineData("/a[b='x' and @c]/d", "<a c=\"string\"><b>x</b><d /></a>")]
    [InlineData("/a/b[2]/c = 'x'", "<a><b /><b><c>x</c></b></a>")]
    [InlineData("/a and not(/a/b)", "<a />")]
    [InlineData("/a/b or /c", "<a><b /></a>")]
    [InlineData("starts-with(/a, 'x')", "<a>x</a>")]
    [InlineData("boolean(/a/*[local-name()='b'])", "<a><b /></a>")]
    [InlineData("/p:a/p:b", "<p:a xmlns:p=\"urn:p\"><p:b /></p:a>")]
    [InlineData("normalize-space(/a/order/and) = 'x'", "<a><order><and>x</and></order></a>")]
    public void Text_is_made_for_an_expression_and_against_it(string expression, string text)
    {
        var shape = XPathReader.Read(expression)!;
        var made = XmlEdits.Shaped(null, shape, true, 0);
        var against = Enumerable.Range(0, XPathShape.Choices).Select(choice => XmlEdits.Shaped(made!.DeepClone(), shape, false, choice)!.ToString());

        made!.ToString().ShouldBe(text);
        Holds(text, expression).ShouldBeTrue();
        against.ShouldContain(changed => !Holds(changed, expression));
    }

    [Theory]
    [InlineData("/a/child::b")]
    [InlineData("sum(//b) > 3")]
    [InlineData("/a/b[")]
    [InlineData("/a/b = /a/c")]
    [InlineData("")]
    public void Expression_of_another_shape_is_left_alone(string expression) => XPathReader.Read(expression).ShouldBeNull();

    [Theory]
    [InlineData("/1a")]
    [InlineData("//b/:c")]
    [InlineData("/a = '\u0001'")]
    public void Name_that_xml_does_not_allow_changes_nothing(string expression) =>
        XmlEdits.Shaped("<a/>", XPathReader.Read(expression)!, true, 0)!.ToString().ShouldBe("<a/>");

    static bool Holds(string text, string expression)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = new XPathDocument(reader).CreateNavigator();
        var prefixes = new XmlNamespaceManager(new NameTable());
        prefixes.AddNamespace("p", "urn:p");
        return root.Evaluate($"boolean({expression})", prefixes) is true;
    }
}
