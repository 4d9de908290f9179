using System.Text.Json;
using ArazzoDurable.Language.JsonPath;
using FsCheck;
using FsCheck.Fluent;

namespace ArazzoDurable.Language.Tests.JsonPath;

/// <summary>Whatever the text, there is a query or an error, and a query gives a result.</summary>
public sealed class AnyTextTests
{
    static readonly string[] Pieces =
    [
        "$", "@", ".", "..", "[", "]", "(", ")", "?", "*", ",", ":", "!", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "'", "\"", "\\", "\\u",
        "\\ud83d", " ", "\n", "a", "b", "'a'", "\"b\"", "0", "1", "-1", "-0", "1.5", "1e9", "e", "true", "null", "length(", "count(", "value(",
        "match(", "search(", "@.a", "$.b", "[?", "[0]", "[1:2]", "[::-1]", "['a']", "é", "😀", "\ud800", "\0", "(a|b)*", "[a-z]", "\\\\p{L}", "{2,3}",
    ];

    static readonly JsonElement Document = JsonElement.Parse(
        """{"a": [1, 2.5, "x", null, {"a": {"b": [true]}}], "b": {"a": "(a|b)*", "b": "\ud800"}, "\ud800": [[]], "[a-z]": "é😀"}""");

    [Fact]
    public void Text_of_any_characters_is_parsed_or_refused() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(ArbMap.Default.ArbFor<string?>(), static text => Survives(text ?? "")));

    [Fact]
    public void Text_of_the_pieces_of_queries_is_parsed_or_refused()
    {
        var texts = Gen.Elements(Pieces).ArrayOf().Select(static pieces => string.Concat(pieces));
        var queries = texts.SelectMany(static head => Gen.Elements("$", "$[?@", "$[?@.a == ", "$.a[?match(@, '").Select(start => start + head));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(queries.ToArbitrary(), Survives));
    }

    [Fact]
    public void Query_cut_short_or_altered_anywhere_is_parsed_or_refused()
    {
        const string whole = """$..a[?(@.a[0]['b'] >= 1.5e3 && @.c[0,'b',::2] && !match(@['a'],"[^\\p{L}-]{1,2}|.*")) || count(@..*) != length(value($.a))]""";
        JsonPathQuery.TryParse(whole, out _, out _).ShouldBeTrue();
        for (var i = 0; i < whole.Length; i++)
        {
            Survives(whole[..i]).ShouldBeTrue();
            foreach (var piece in Pieces.Skip(i % 10).Where(static (_, index) => index % 10 == 0))
                Survives(whole[..i] + piece + whole[(i + 1)..]).ShouldBeTrue();
        }
    }

    [Fact]
    public void Pattern_of_any_pieces_matches_or_not()
    {
        string[] pieces =
        [
            "(", ")", "()", "(a", "b)", "|", "a", "é", "😀", ".", "^", "$", "*", "+", "?", "{0}", "{2}", "{1000}", "{9,}", "{0,99}", "[^a]", "[a-z😀]", "\\n", "-",
        ];
        JsonPathQuery.TryParse("$.texts[?search(@, $.pattern)]", out var query, out _).ShouldBeTrue();
        var patterns = Gen.Elements(pieces).ArrayOf().Select(static chosen => string.Concat(chosen));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(patterns.ToArbitrary(), pattern =>
            !query!.Select(JsonSerializer.SerializeToElement(new { pattern, texts = new[] { "", "aé😀" } })).BudgetExceeded));
    }

    static bool Survives(string text)
    {
        if (JsonPathParser.ParsePrefix(text, 0) is { } prefix)
        {
            text.ShouldStartWith(prefix.Query.Text, Case.Sensitive);
            prefix.Query.Select(Document).BudgetExceeded.ShouldBeFalse();
        }
        if (!JsonPathQuery.TryParse(text, out var query, out var error))
            return query is null && error.Position >= 0 && error.Position <= text.Length && error.Message.Length > 0;
        return query.Text == text && !query.Select(Document).BudgetExceeded;
    }
}
