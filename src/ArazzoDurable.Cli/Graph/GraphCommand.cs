using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Cli.Sources;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Graphs;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Graph;

/// <summary>The command <c>arazzo graph</c>.</summary>
sealed class GraphCommand
{
    readonly Argument<string> file = new("FILE") { Description = "An Arazzo document." };
    readonly Option<string?> workflow = new("--workflow") { Description = "Draws only this workflow. Default: all of them.", HelpName = "ID" };
    readonly Option<string?> format = new("--format") { Description = "How to draw. Default: mermaid." };
    readonly Option<string[]> sources = new("--source")
    {
        Description = "Takes a file for a source of the description; may be given for each source. Nothing is fetched.",
        HelpName = "name=path",
        DefaultValueFactory = _ => [],
    };

    readonly CommandIo io;

    GraphCommand(CommandIo io) => this.io = io;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io)
    {
        var graph = new GraphCommand(io);
        var command = new Command("graph", "Draws the ways through workflows: steps, branches, loops, retries and ends.") { graph.file, graph.workflow, graph.format, graph.sources };
        graph.format.AcceptOnlyFromAmong("mermaid");
        ExampleHelp.AddTo(command,
            "arazzo graph workflow.arazzo.yaml > workflow.mmd",
            "arazzo graph workflow.arazzo.yaml --workflow score-scenario-run");
        command.SetAction(graph.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(file);
        GivenFile.CheckDescription(path);
        var read = ArazzoReader.Read(await ReadAsync(path, cancellationToken));
        if (read.Document is not { } document)
        {
            foreach (var diagnostic in read.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error))
                await DiagnosticLine.WriteAsync(io.Error, ShownPath.Of(path), diagnostic);
            return ExitCodes.Failed;
        }
        var chosen = parsed.GetValue(workflow);
        if (chosen is not null && document.Workflow(chosen) is null)
            throw new CommandFailedException($"'{path}' has no workflow '{chosen}'; it has {string.Join(", ", document.Workflows.Select(one => $"'{one.WorkflowId}'"))}.");
        await io.Out.WriteAsync(await DrawAsync(path, document, chosen, parsed, cancellationToken));
        return ExitCodes.Success;
    }

    // Only a description that may name workflows of others needs them to be looked for, and what was given is to be held against it.
    async Task<string> DrawAsync(string path, ArazzoDocument document, string? chosen, ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = NamedText.Read("--source", "name=path", parsed.GetValue(sources) ?? []);
        if (given.IsEmpty && !document.SourceDescriptions.Any(source => source.Type is SourceType.Arazzo or SourceType.Unknown))
            return WorkflowGraph.ToMermaid(document, chosen);
        var options = new BundleOptions { Sources = given.ToImmutableDictionary(source => source.Name, source => source.Value, StringComparer.Ordinal) };
        var result = await DocumentCheck.BundleAsync(path, options, cancellationToken);
        var plan = FlowCompiler.Compile(result.Bundle!, result.Descriptions, dialect: null);
        SourceNames.Check(options.Sources, plan.Sources, result.Sources);
        return WorkflowGraph.ToMermaid(plan, chosen);
    }

    static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: var length } && length > SyntaxLimits.Default.Bytes
                ? throw new CommandFailedException($"'{path}' has {length} bytes; at most {SyntaxLimits.Default.Bytes} are read.")
                : await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"'{path}' cannot be read: {failure.Message}");
        }
    }
}
