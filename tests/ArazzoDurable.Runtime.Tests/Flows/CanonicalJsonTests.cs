using System.Globalization;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Flows;
using FsCheck;
using FsCheck.Fluent;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class CanonicalJsonTests
{
    public static TheoryData<string, string> Cases()
    {
        var root = SyntaxReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Flows", "cases", "canonical.yaml"))).Root.ShouldNotBeNull();
        var data = new TheoryData<string, string>();
        foreach (var item in NodeJson.ToElement(root).EnumerateArray())
            data.Add(item.GetProperty("json").GetString()!, item.GetProperty("canonical").GetString()!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_has_the_canonical_form_of_the_table(string json, string canonical) => Write(json).ShouldBe(canonical);

    [Theory]
    [MemberData(nameof(Cases))]
    public void CanonicalForm_is_its_own_canonical_form(string json, string canonical)
    {
        json.ShouldNotBeNull();
        Write(canonical).ShouldBe(canonical);
    }

    [Fact]
    public void Double_that_is_written_canonically_reads_back_the_same() => Prop.ForAll<double>(number =>
        !double.IsFinite(number) || double.Parse(Write(number.ToString("R", CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture).Equals(number == 0 ? 0 : number))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Member_that_stands_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => Write("""{"a":1,"\u0061":2}""")).Message.ShouldStartWith("An object names the member 'a' twice.");

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    public void HalfOfASurrogatePair_is_refused(string json) =>
        Should.Throw<ArgumentException>(() => Write(json)).Message.ShouldBe("A string holds half a surrogate pair.");

    static string Write(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(document.RootElement));
    }
}
