using System.Text;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>A flow of which a document is malformed: the same for the same number, on any machine.</summary>
/// <param name="Name">What is wrong with it, for whoever reads a failure.</param>
/// <param name="Description">The text of the description.</param>
/// <param name="Sources">The texts of its sources.</param>
sealed record MalformedDocument(string Name, byte[] Description, IReadOnlyDictionary<string, byte[]> Sources)
{
    /// <summary>How many there are.</summary>
    public const int Count = 10_000;

    static readonly (string Name, string Text)[] Valid =
    [
        ("1.0", ValidDocuments.Arazzo10),
        ("1.1", ValidDocuments.Arazzo11),
        ("1.0 in YAML", BlockYaml.Of(ValidDocuments.Arazzo10)),
        ("1.1 in YAML", BlockYaml.Of(ValidDocuments.Arazzo11)),
    ];

    static readonly (string Source, string Text)[] Documents =
        [("api", ValidDocuments.OpenApi), ("events", ValidDocuments.AsyncApi), ("events", ValidDocuments.AsyncApi2), ("api", BlockYaml.Of(ValidDocuments.OpenApi))];

    /// <summary>The document of a number from 0 to <see cref="Count"/>.</summary>
    public static MalformedDocument At(int number)
    {
        var random = new Random(number);
        return (number % 10) switch
        {
            0 or 1 or 2 or 3 => OfDescription(random, ValuesAtEveryNode.At(number / 10 * 4 + number % 10)),
            4 => OfDescription(random, Truncated(random, number / 10)),
            5 => OfDescription(random, Mutations.OfBytes(random, Valid[number / 10 % Valid.Length])),
            6 => OfDescription(random, Mutations.OfLines(random, Valid[2 + (number / 10 % 2)])),
            7 => OfSource(Mutations.OfBytes(random, Document(number)), Document(number).Source),
            8 => OfSource(ValuesAtEveryNode.OfSource(random, Documents[number / 10 % 3].Text), Documents[number / 10 % 3].Source),
            _ => OfDescription(random, Hostile.At(random, number / 10)),
        };
    }

    public static MalformedDocument OfDescription((string Name, byte[] Text) made) => new(made.Name, made.Text, SourcesWith(null, []));

    static (string Source, string Text) Document(int number) => Documents[number / 10 % Documents.Length];

    static MalformedDocument OfDescription(Random random, (string Name, byte[] Text) made) =>
        new(made.Name, made.Text, random.Next(2) == 0 ? SourcesWith(null, []) : new Dictionary<string, byte[]>(StringComparer.Ordinal));

    static MalformedDocument OfSource((string Name, byte[] Text) made, string source) =>
        new($"source {source}: {made.Name}", Encoding.UTF8.GetBytes(source == "api" ? ValidDocuments.Arazzo10 : ValidDocuments.Arazzo11), SourcesWith(source, made.Text));

    static Dictionary<string, byte[]> SourcesWith(string? source, byte[] text)
    {
        var sources = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["api"] = Encoding.UTF8.GetBytes(ValidDocuments.OpenApi),
            ["events"] = Encoding.UTF8.GetBytes(ValidDocuments.AsyncApi),
        };
        if (source is not null)
            sources[source] = text;
        return sources;
    }

    static (string Name, byte[] Text) Truncated(Random random, int number)
    {
        var (name, text) = Valid[number % Valid.Length];
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = number < 200 ? number * bytes.Length / 200 : random.Next(bytes.Length);
        return ($"{name} truncated after {length} bytes", bytes[..length]);
    }
}
