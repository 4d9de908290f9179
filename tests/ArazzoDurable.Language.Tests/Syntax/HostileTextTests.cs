using System.Diagnostics.CodeAnalysis;
using System.Text;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Language.Tests.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace ArazzoDurable.Language.Tests.Syntax;

[SuppressMessage("Security", "CA5394", Justification = "Mutations are to be the same in each run.")]
public sealed class HostileTextTests
{
    const int Mutations = 2_000;

    const string Snippets = "\t\n\r :-?,[]{}#&*!|>'\"%@`\\~<=0123456789abcxyzuUN\uFEFF\u0085\u2028é😀";

    static readonly string[] Fragments =
    [
        "*a", "&a ", "<<: *a", "!!str ", "!<x> ", "? ", "- ", ": ", "---\n", "...\n", "%TAG ! x\n", "\"\\ud800\"", "\"\\U00110000\"", "\"\\xZZ\"", "|9\n", ">-\n ", "{", "[", "\n  ", "!", "'", "\\", "$ref",
    ];

    [Theory]
    [InlineData("description.yaml")]
    [InlineData("notation.yaml")]
    [InlineData("description.json")]
    public void Mutated_document_is_examined_without_an_exception(string name)
    {
        var original = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Syntax", "cases", name));
        for (var seed = 0; seed < Mutations; seed++)
        {
            var mutated = Mutate(original, new Random(seed));
            Should.NotThrow(() => { Examination.Of(mutated); }, $"Seed {seed}:\n{mutated}");
        }
    }

    [Fact]
    public void Arbitrary_bytes_are_read_or_refused_with_a_diagnostic() =>
        Prop.ForAll<byte[]>(bytes => IsReadOrRefused(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Arbitrary_notation_is_read_or_refused_with_a_diagnostic() => Prop
        .ForAll(Gen.Elements<string>([.. Fragments, .. Snippets.EnumerateRunes().Select(rune => rune.ToString())]).ListOf().Select(string.Concat).ToArbitrary(), text => IsReadOrRefused(Encoding.UTF8.GetBytes(text)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    static bool IsReadOrRefused(byte[] bytes)
    {
        var result = SyntaxReader.Read(bytes);
        return result.Root is null ? !result.Diagnostics.IsEmpty : NodeJson.ToElement(result.Root).GetRawText().Length > 0;
    }

    static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            if (mutated.Length == 0)
                mutated.Append(' ');
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 2:
                    mutated[at] = Snippets[random.Next(Snippets.Length)];
                    break;
                case 3:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
                default:
                    mutated.Length = Math.Max(1, at);
                    break;
            }
        }
        return mutated.ToString();
    }
}
