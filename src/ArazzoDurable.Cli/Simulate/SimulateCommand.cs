using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Cli.Sources;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Simulate;

/// <summary>The command <c>arazzo simulate</c>.</summary>
sealed class SimulateCommand
{
    readonly Argument<string> file = new("FILE") { Description = "An Arazzo document." };
    readonly Option<string> urls = new("--urls")
    {
        Description = "The addresses to listen at, separated by semicolons; port 0 takes a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:0",
    };

    readonly Option<string?> scenario = new("--scenario")
    {
        Description = "The answers that are written down. Default: scenario.yaml beside the document, if it is there. Without one the answers lead each workflow to its end.",
        HelpName = "FILE",
    };

    readonly DocumentOptions documents = new();
    readonly CommandIo io;

    SimulateCommand(CommandIo io) => this.io = io;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io)
    {
        var simulate = new SimulateCommand(io);
        var command = new Command("simulate", "Serves the APIs behind a document until it is interrupted.") { simulate.file, simulate.urls, simulate.scenario };
        simulate.documents.AddTo(command);
        ExampleHelp.AddTo(command,
            "arazzo simulate samples/score-scenario-run/workflow.arazzo.yaml",
            "arazzo simulate workflow.arazzo.yaml --urls http://127.0.0.1:8080 --scenario slow.yaml");
        command.SetAction(simulate.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(file);
        var listen = ListenAddress.Check(parsed.GetRequiredValue(urls));
        var (result, sources) = await BundleAsync(path, parsed, cancellationToken);
        if (result.Bundle is null)
            return ExitCodes.Failed;
        var script = await ScenarioFile.ReadAsync(path, parsed.GetValue(scenario), sources, io.Error, cancellationToken);
        await using var server = await StartAsync(new SimulatorOptions { Sources = sources, Scenario = script, Rehearsal = RehearsedFlow.Of(result), Listen = listen }, cancellationToken);
        await AnnounceAsync(server);
        await LogCallsAsync(server, cancellationToken);
        return ExitCodes.Success;
    }

    async Task<(BundleResult Result, ImmutableDictionary<string, JsonElement> Sources)> BundleAsync(string path, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var fetch = new DocumentFetch(HostAllowList.Empty);
        var options = documents.Read(parsed, fetch);
        GivenFile.CheckDescription(path);
        var result = await DocumentCheck.BundleAsync(path, options, cancellationToken);
        if (result.Bundle is { } bundle && !options.Sources.IsEmpty)
            SourceNames.Check(options.Sources, FlowCompiler.Compile(bundle, result.Descriptions, dialect: null).Sources, result.Sources);
        var read = new CheckedDocument(ShownPath.Of(path), result.Sources, [.. result.Diagnostics.Where(IsAboutSources)]);
        await TextReport.WriteAsync(io.Error, [result.Bundle is null ? read with { Diagnostics = result.Diagnostics } : read]);
        await SourceLines.WriteAsync(io.Error, result.Sources);
        var found = result.Bundle?.Sources ?? ImmutableSortedDictionary<string, JsonElement>.Empty;
        var sources = found.Where(source => SourceDocument.Create(source.Key, source.Value).IsOpenApi)
            .ToImmutableDictionary(StringComparer.Ordinal);
        return result.Bundle is null || !sources.IsEmpty
            ? (result, sources)
            : throw new CommandFailedException($"There is nothing to serve: '{path}' has no source whose OpenAPI document was found.");
    }

    static bool IsAboutSources(Diagnostic diagnostic) => diagnostic.Source is not null || diagnostic.Code is SourceCodes.SourceNotFound;

    static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SimulatorServer.StartAsync(options, cancellationToken);
        }
        catch (IOException failure)
        {
            throw new CommandFailedException($"'{options.Listen}' cannot be listened at: {failure.Message}");
        }
    }

    async Task AnnounceAsync(SimulatorServer server)
    {
        var served = server.Urls.OrderBy(source => source.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, url) in served)
            await io.Out.WriteLineAsync($"{name}: {url}");
        await io.Out.WriteLineAsync(string.Join(' ', served.Select(source => $"--server {source.Key}={source.Value}")));
        await io.Out.FlushAsync();
    }

    async Task LogCallsAsync(SimulatorServer server, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var call in server.ReadCallsAsync(cancellationToken))
                await io.Error.WriteLineAsync(CallLine.Of(call));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // To be interrupted is how a server ends.
        }
    }
}
