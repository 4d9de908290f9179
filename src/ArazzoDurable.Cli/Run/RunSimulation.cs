using System.Collections.Immutable;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Run;

/// <summary>Starts the simulated APIs of a run.</summary>
static class RunSimulation
{
    /// <summary>Starts them on a free port of this machine.</summary>
    /// <exception cref="CommandFailedException">The scenario cannot be used; what is wrong with it has been told.</exception>
    public static async Task<SimulatorServer> StartAsync(RunRequest request, FlowBundle bundle, CommandIo io, CancellationToken cancellationToken)
    {
        var sources = bundle.Sources.Where(source => source.Value.TryGetProperty("openapi", out _) || source.Value.TryGetProperty("swagger", out _)).ToImmutableDictionary();
        var scenario = await ScenarioFile.ReadAsync(request.File, request.ScenarioFile, sources, io.Error, cancellationToken);
        return await SimulatorServer.StartAsync(new SimulatorOptions { Sources = sources, Scenario = scenario }, cancellationToken);
    }
}
