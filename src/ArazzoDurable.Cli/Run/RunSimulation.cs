using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Simulator;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Cli.Run;

/// <summary>Starts the simulated APIs of a run.</summary>
static class RunSimulation
{
    const string ScenarioName = "scenario.yaml";

    /// <summary>Starts them on a free port of this machine.</summary>
    /// <exception cref="CommandFailedException">The scenario cannot be used; what is wrong with it has been told.</exception>
    public static async Task<SimulatorServer> StartAsync(RunRequest request, FlowBundle bundle, CommandIo io, CancellationToken cancellationToken)
    {
        var sources = bundle.Sources.Where(source => source.Value.TryGetProperty("openapi", out _) || source.Value.TryGetProperty("swagger", out _)).ToImmutableDictionary();
        var scenario = await ReadAsync(request, sources, io, cancellationToken);
        return await SimulatorServer.StartAsync(new SimulatorOptions { Sources = sources, Scenario = scenario }, cancellationToken);
    }

    static async Task<Scenario> ReadAsync(RunRequest request, ImmutableDictionary<string, JsonElement> sources, CommandIo io, CancellationToken cancellationToken)
    {
        var file = request.ScenarioFile ?? Path.Combine(Path.GetDirectoryName(request.File) ?? "", ScenarioName);
        if (!File.Exists(file))
        {
            return request.ScenarioFile is null
                ? Scenario.Empty
                : throw new CommandFailedException($"--scenario: the file '{file}' does not exist.");
        }
        var reading = Scenario.Read(await DocumentFile.ReadAsync(file, cancellationToken));
        Diagnostic[] said = [.. reading.Diagnostics, .. reading.Scenario.Check(sources)];
        new DiagnosticReport(io.Error, file).Write(said);
        return said.Any(diagnostic => diagnostic.Severity is Severity.Error)
            ? throw new CommandFailedException($"The scenario '{file}' has errors; nothing was called.")
            : reading.Scenario;
    }
}
