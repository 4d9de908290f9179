using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Remote.Push;

/// <summary>The options that say where the documents of a description are that goes to a server.</summary>
sealed class UploadOptions
{
    readonly Option<string[]> source = new("--source") { HelpName = "name=path", Description = "Where the document of a source lies." };

    readonly Option<bool> offline = new("--offline") { Description = "Fetches no document from the web." };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(source);
        command.Options.Add(offline);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="CommandFailedException">A source is not written as a name and a path.</exception>
    public DescriptionRequest Read(ParseResult parsed, string file, string? workflowId) => new()
    {
        File = file,
        WorkflowId = workflowId,
        Sources = NamedText.Read("--source", "name=path", parsed.GetValue(source) ?? []).ToImmutableDictionary(source => source.Name, source => source.Value),
        AllowList = HostAllowList.Empty,
        Offline = parsed.GetValue(offline),
        Spared = "nothing was sent",
    };
}
