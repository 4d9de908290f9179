using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Cli.Sources;

/// <summary>The options that say where the documents of a description are: <c>--source</c> and <c>--offline</c>.</summary>
sealed class DocumentOptions
{
    readonly Option<string[]> sources = new("--source")
    {
        Description = "Takes a file for a source of the description; may be given for each source.",
        HelpName = "NAME=PATH",
        DefaultValueFactory = _ => [],
    };

    readonly Option<bool> offline = new("--offline") { Description = "Fetches nothing: a source that is not on the disk is not available." };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(sources);
        command.Options.Add(offline);
    }

    /// <summary>What they say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fetcher">Fetches what is not on the disk, unless nothing is to be fetched.</param>
    /// <exception cref="CommandFailedException">A source is not written as a name and a path.</exception>
    public BundleOptions Read(ParseResult parsed, DocumentFetcher fetcher) => new()
    {
        Sources = Files(parsed.GetValue(sources) ?? []),
        Fetch = parsed.GetValue(offline) ? null : fetcher.FetchAsync,
    };

    static ImmutableDictionary<string, string> Files(string[] written)
    {
        var files = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in written)
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals) || equals == text.Length - 1)
                throw new CommandFailedException($"--source is written NAME=PATH, but it is '{text}'.");
            if (!files.TryAdd(text[..equals], text[(equals + 1)..]))
                throw new CommandFailedException($"--source gives '{text[..equals]}' two files; a source has one.");
        }
        return files.ToImmutable();
    }
}
