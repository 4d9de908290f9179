using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Cli.Sources;

/// <summary>The options that say where the documents of a description are: <c>--source</c> and <c>--offline</c>.</summary>
sealed class DocumentOptions
{
    readonly Option<string[]> sources = new("--source")
    {
        Description = "Takes a file for a source of the description; may be given for each source.",
        HelpName = "name=path",
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
    /// <param name="fetch">Fetches what is not on the disk, unless nothing is to be fetched.</param>
    /// <exception cref="CommandFailedException">A source is not written as a name and a path.</exception>
    public BundleOptions Read(ParseResult parsed, DocumentFetch fetch) => new()
    {
        Sources = NamedText.Read("--source", "name=path", parsed.GetValue(sources) ?? [])
            .ToImmutableDictionary(source => source.Name, source => source.Value, StringComparer.Ordinal),
        Fetch = parsed.GetValue(offline) ? null : new FetchOnce(fetch.FetchAsync).FetchAsync,
    };
}
