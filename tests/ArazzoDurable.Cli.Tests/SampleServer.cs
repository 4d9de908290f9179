using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Cli.Tests;

/// <summary>Plays the API of the sample <c>run-scenario-and-poll</c>, and outlives the commands that call it.</summary>
static class SampleServer
{
    public static async Task<SimulatorServer> StartAsync()
    {
        var folder = Path.Combine(Arazzo.Samples, "run-scenario-and-poll");
        var api = NodeJson.ToElement(SyntaxReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "scenarios.openapi.yaml"))).Root!);
        return await SimulatorServer.StartAsync(new SimulatorOptions
        {
            Sources = ImmutableDictionary<string, JsonElement>.Empty.Add("scenarios", api),
            Scenario = Scenario.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "scenario.yaml"))).Scenario,
        });
    }

    /// <summary>The arguments that run the sample against it.</summary>
    public static string[] RunArgs(SimulatorServer server, string data) =>
    [
        "run", Arazzo.Sample("run-scenario-and-poll"), "--server", $"scenarios={server.Urls["scenarios"]}", "--data", data,
        "-i", "apiToken=t", "-i", "projectId=P", "-i", "scenarioId=S",
    ];

    /// <summary>Runs the sample until it waits for its second poll, then interrupts it.</summary>
    /// <returns>What it wrote for people.</returns>
    public static async Task<(int ExitCode, string Error)> InterruptAsync(SimulatorServer server, string data)
    {
        await using var error = new WatchedWriter();
        using var interruption = new CancellationTokenSource();
        var waiting = error.LineAsync("  waiting ");
        var run = ArazzoCommand.InvokeAsync(
            RunArgs(server, data), new CommandIo(TextWriter.Null, error, IsTerminal: false, _ => null), interruption.Token);
        await waiting;
        await interruption.CancelAsync();
        return (await run, error.ToString());
    }

    /// <summary>The calls that it has answered.</summary>
    public static async Task<List<string>> CallsAsync(SimulatorServer server)
    {
        await server.DisposeAsync();
        return await server.ReadCallsAsync().Select(call => call.Operation ?? "none").ToListAsync();
    }
}
