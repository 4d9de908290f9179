using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Items;

/// <summary>The options that say what the items of a run are.</summary>
sealed class ItemOptions
{
    /// <summary>Inputs that are typed.</summary>
    public Option<string[]> Input { get; } = new("-i", "--input")
    {
        HelpName = "name=value",
        Description = "An input: text if the workflow's schema says string, else JSON. name=@FILE reads a file: a text without its last line break, any other file as a data URL. A text that itself begins with @ is given by --inputs.",
    };

    /// <summary>The file of inputs.</summary>
    public Option<string?> Inputs { get; } = new("--inputs")
    {
        HelpName = "FILE",
        Description = "Inputs as a JSON object, in which -i goes before it; or many items: a JSON array, or JSON lines, for whose objects -i is the default. - reads stdin.",
    };

    /// <summary>How many items are at work at once.</summary>
    public Option<int?> MaxConcurrency { get; } = new("--max-concurrency")
    {
        HelpName = "N",
        Description = $"How many items are at work at once, at the most: 1 to {RunSubmission.MostConcurrent}. Default: {RunSubmission.DefaultMaxConcurrency}.",
    };

    /// <summary>The inputs that were typed.</summary>
    /// <exception cref="CommandFailedException">One is not written as a name and a value.</exception>
    public ImmutableArray<NamedText> Typed(ParseResult parsed) => NamedText.Read("-i", "name=value", parsed.GetValue(Input) ?? []);

    /// <summary>How many items are at work at once; null when it was not said.</summary>
    /// <exception cref="CommandFailedException">It is out of range.</exception>
    public int? Concurrency(ParseResult parsed) => parsed.GetValue(MaxConcurrency) is not { } given ? null
        : given is >= 1 and <= RunSubmission.MostConcurrent ? given
        : throw new CommandFailedException($"--max-concurrency: {given} is out of range; expected 1 to {RunSubmission.MostConcurrent}.");
}
