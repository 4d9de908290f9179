using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Run;

namespace ArazzoDurable.Cli.Remote.Push;

/// <summary>The command <c>arazzo push</c>.</summary>
sealed class PushCommand
{
    const string Notes = """
        Bundles a description with the documents that it names and stores it on a server, which never fetches anything itself. The id of
        the flow goes to stdout; it is made of the content, so that the same documents have the same id, and storing them again changes
        nothing.

        Exit codes: 0 stored, 1 the document has errors, 2 usage or unusable input, 130 interrupted.
        """;

    readonly Argument<string> file = new("FILE") { Description = "The Arazzo description, YAML or JSON." };

    readonly UploadOptions upload = new();
    readonly RemoteOptions remote = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new PushCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("push", "Stores a flow on a server, and tells its id.") { file };
        upload.AddTo(command);
        remote.AddTo(command);
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo push flow.arazzo.yaml",
            "arazzo push flow.arazzo.yaml --source shop=shop.openapi.yaml --url https://runs.example.com");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var server = remote.Open(parsed, io);
            return await server.CallAsync(() => PushAsync(io, server, upload.Read(parsed, parsed.GetRequiredValue(file), null), parsed.GetValue(remote.Json), cancellationToken));
        });
        return command;
    }

    static async Task<int> PushAsync(CommandIo io, RemoteServer server, DescriptionRequest request, bool json, CancellationToken cancellationToken)
    {
        var preparation = new FlowPreparation(io, request);
        var flow = await preparation.CheckAsync(cancellationToken);
        preparation.Tell(flow.Bundling, flow.Plan);
        var told = flow.Bundling.Diagnostics.Concat(flow.Plan.Diagnostics).Select(diagnostic => diagnostic.Code);
        var stored = await new FlowPush(io, server).StoreAsync(flow.Bundle, told, cancellationToken);
        if (json)
        {
            await io.Out.WriteLineAsync(RemoteJson.Line(stored, RemoteJson.Default.StoredFlow));
            return ExitCodes.Success;
        }
        await io.Out.WriteLineAsync(stored.FlowId);
        await io.Error.WriteLineAsync($"stored at {server.Url}, with {string.Join(", ", stored.Workflows.Select(workflow => $"'{workflow.WorkflowId}'"))}; run it with  {server.Line($"submit {stored.FlowId}")}");
        return ExitCodes.Success;
    }
}
