namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>Texts made of pieces that mean something to a parser, the same for the same seed.</summary>
static class RandomTexts
{
    static readonly string[] Pieces =
    [
        "$", "{$", "}", "$inputs.", "$steps.a.outputs.", "$workflows.w.inputs.", "$response.body", "$response.header.", "$statusCode",
        "$sourceDescriptions.", "$message.payload", "$components.parameters.", "#/", "#", ".", "[", "]", "[0]", "['", "']", "[?", "(", ")", "()",
        "'", "\"", "\\", "\\u00", "~", "!", "=", "==", "!=", "<", ">=", "&&", "||", "&", " ", "\n", "true", "null", "1", "-2.5e3", "1e", "word",
        "a", "length", ".length", ".size()", "count(", "@", "@.a", "$.a", "..", "*", "{", ",", ":", "😀", "\uD800", "\uE000", "\0",
    ];

    public static IEnumerable<string> Of(int seed, int count)
    {
#pragma warning disable CA5394 // The texts have to be the same in every run, not unguessable.
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
#pragma warning restore CA5394
    }
}
