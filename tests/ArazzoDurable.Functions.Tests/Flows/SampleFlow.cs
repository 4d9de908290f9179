using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Functions.Tests.Flows;

/// <summary>A sample of the repository, and the server that plays its API.</summary>
/// <param name="folder">The folder's name.</param>
/// <param name="source">The name of its source.</param>
/// <param name="openApi">The file of its source.</param>
/// <param name="server">The server.</param>
sealed class SampleFlow(string folder, string source, string openApi, SimulatorServer server) : IAsyncDisposable
{
    static string Root => Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>What a submit says of it besides flow and inputs.</summary>
    public string Servers => $$"""{"{{source}}": "{{server.Urls[source]}}"}""";

    public static async Task<SampleFlow> StartAsync(string folder)
    {
        var listed = Element(folder, "workflow.arazzo.yaml").GetProperty("sourceDescriptions")[0];
        var (source, openApi) = (listed.GetProperty("name").GetString()!, listed.GetProperty("url").GetString()!);
        var server = await SimulatorServer.StartAsync(new SimulatorOptions
        {
            Sources = ImmutableDictionary<string, JsonElement>.Empty.Add(source, Element(folder, openApi)),
            Scenario = Scenario.Read(await File.ReadAllBytesAsync(Path.Combine(Root, folder, "scenario.yaml"))).Scenario,
        });
        return new SampleFlow(folder, source, openApi, server);
    }

    public Task<string> PutAsync(FunctionsApp app) => app.PutFlowAsync(Read("workflow.arazzo.yaml"), (source, Read(openApi)));

    public ValueTask DisposeAsync() => server.DisposeAsync();

    string Read(string file) => File.ReadAllText(Path.Combine(Root, folder, file));

    static JsonElement Element(string folder, string file) =>
        NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(Root, folder, file))).Root!);
}
