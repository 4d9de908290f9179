using System.Diagnostics;
using System.Text;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class LimitTests
{
    [Fact]
    public void Defaults_are_those_that_are_documented()
    {
        var limits = SyntaxLimits.Default;
        (limits.Bytes, limits.Depth, limits.Nodes, limits.AliasNodes, limits.AliasText, limits.ScalarLength, limits.NameLength, limits.NumberLength)
            .ShouldBe((16_777_216, 64, 2_000_000, 5_000, 4_194_304, 1_048_576, 1_000, 1_000));
    }

    [Theory]
    [InlineData("limit-bytes", "abcdef", "abcdefg")]
    [InlineData("limit-depth", "[[[1]]]", "[[[[1]]]]")]
    [InlineData("limit-depth", "a: {b: [1]}", "a: {b: [[1]]}")]
    [InlineData("limit-depth", "[&x [[1]]]", "[&x [[1]], [*x]]")]
    [InlineData("limit-nodes", "[1,2,3,4,5,6,7,8,9]", "[1,2,3,4,5,6,7,8,9,10]")]
    [InlineData("limit-nodes", "[a,2,3,4,5,6,7,8,9]", "[a,2,3,4,5,6,7,8,9,10]")]
    [InlineData("limit-nodes", "[&x [a,b,c],d,*x]", "[&x [a,b,c],d,e,*x]")]
    [InlineData("limit-alias-nodes", "[&x [a],*x,*x]", "[&x [a],*x,*x,*x]")]
    [InlineData("limit-alias-text", "[&x abcdefgh,*x]", "[&x abcdefgh,*x,*x]")]
    [InlineData("limit-scalar", "[\"12345678\"]", "[\"123456789\"]")]
    [InlineData("limit-scalar", "[abcdefgh]", "[abcdefghi]")]
    [InlineData("limit-name", "{\"abcd\": 1}", "{\"abcde\": 1}")]
    [InlineData("limit-name", "abcd: 1", "abcde: 1")]
    [InlineData("limit-number", "[123456]", "[1234567]")]
    [InlineData("limit-number", "a: 0x1234", "a: 0x12345")]
    public void Text_is_read_up_to_the_limit_and_refused_beyond_it(string code, string within, string beyond)
    {
        var limits = new SyntaxLimits
        {
            Bytes = code == "limit-bytes" ? 6 : 1_000,
            Depth = code == "limit-depth" ? 3 : 64,
            Nodes = 10,
            AliasNodes = 4,
            AliasText = 8,
            ScalarLength = 8,
            NameLength = 4,
            NumberLength = 6,
        };
        Reading.Of(within, limits).Diagnostics.ShouldBeEmpty();
        Reading.Of(within, limits).Root.ShouldNotBeNull();
        var refused = Reading.Of(beyond, limits);
        refused.Root.ShouldBeNull();
        refused.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Limit_is_told_with_its_number_and_place() => Reading.OnlyDiagnosticOf("a:\n  - [b]\n", new SyntaxLimits { Depth = 2 }).Line()
        .ShouldBe("Error limit-depth /a/0 2:5 The document has more than 2 levels of nesting; the rest is not read.");

    public static TheoryData<string, string> Bombs => new()
    {
        { "limit-alias-nodes", Laughs(depth: 12, width: 10) },
        { "limit-alias-nodes", $"a: &a [{string.Join(',', Enumerable.Repeat("x", 4_000))}]\nb: [{string.Join(',', Enumerable.Repeat("*a", 4_000))}]" },
        { "limit-alias-text", $"a: &a {new string('x', 1_000_000)}\nb: [{string.Join(',', Enumerable.Repeat("*a", 4_000))}]" },
        { "limit-alias-nodes", Merges(3_000) },
        { "limit-depth", new string('[', 1_000_000) },
        { "limit-depth", string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)) },
        { "limit-depth", string.Concat(Enumerable.Repeat("{a: ", 1_000_000)) },
        { "limit-depth", string.Concat(Enumerable.Repeat("- ", 100_000)) },
        { "limit-depth", string.Concat(Enumerable.Repeat("? ", 100_000)) },
        { "limit-scalar", $"\"{new string('x', 15_000_000)}\"" },
        { "limit-number", $"a: 0x{new string('f', 1_000_000)}" },
        { "limit-number", $"[{new string('9', 1_000_000)}]" },
        { "limit-name", $"{{\"{new string('x', 1_000_000)}\": 1}}" },
        { "limit-nodes", $"[{string.Join(',', Enumerable.Repeat("true", 2_000_001))}]" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Bomb_is_refused_soon_and_in_little_memory(string code, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var result = SyntaxReader.Read(bytes);
        // Seconds more than it takes, as other tests run beside this one; a bomb that goes off takes hours.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1L << 30);
        result.Root.ShouldBeNull();
        result.Diagnostics[^1].Code.ShouldBe(code);
    }

    static string Laughs(int depth, int width)
    {
        var text = new StringBuilder("l0: &l0 lol\n");
        for (var i = 1; i <= depth; i++)
            text.Append($"l{i}: &l{i} [{string.Join(',', Enumerable.Repeat($"*l{i - 1}", width))}]\n");
        return text.ToString();
    }

    static string Merges(int count)
    {
        var text = new StringBuilder("m0: &m0 {a0: 1}\n");
        for (var i = 1; i <= count; i++)
            text.Append($"m{i}: &m{i}\n  <<: *m{i - 1}\n  a{i}: 1\n");
        return text.ToString();
    }
}
