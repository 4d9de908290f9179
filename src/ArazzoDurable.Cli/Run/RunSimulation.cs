using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Simulate;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Run;

/// <summary>Starts the simulated APIs of a run.</summary>
static class RunSimulation
{
    /// <summary>The OpenAPI documents of a flow, by the paths of their sources.</summary>
    public static ImmutableDictionary<string, JsonElement> Sources(PreparedFlow flow) =>
        flow.Bundle.Sources.Where(source => source.Value.TryGetProperty("openapi", out _) || source.Value.TryGetProperty("swagger", out _)).ToImmutableDictionary();

    /// <summary>Starts them on a free port of this machine; without a scenario they lead the workflow to its end.</summary>
    /// <exception cref="CommandFailedException">The scenario cannot be used; what is wrong with it has been told.</exception>
    public static async Task<SimulatorServer> StartAsync(RunRequest request, PreparedFlow flow, ImmutableArray<JsonElement> items, CommandIo io, CancellationToken cancellationToken)
    {
        var sources = Sources(flow);
        var scenario = await ScenarioFile.ReadAsync(request.File, request.ScenarioFile, sources, io.Error, cancellationToken);
        var rehearsal = RehearsedFlow.Of(flow.Bundling) with { WorkflowId = flow.Workflow.WorkflowId, Inputs = items is [var first, ..] ? first : JsonElement.Parse("{}"), Dialect = request.Dialect };
        return await SimulatorServer.StartAsync(new SimulatorOptions { Sources = sources, Scenario = scenario, Rehearsal = rehearsal }, cancellationToken);
    }
}
