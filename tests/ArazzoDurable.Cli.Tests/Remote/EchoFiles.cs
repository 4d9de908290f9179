using ArazzoDurable.Cli.Tests.Protocol;

namespace ArazzoDurable.Cli.Tests.Remote;

/// <summary>The files of a flow with one workflow that calls an <see cref="EchoServer"/>.</summary>
static class EchoFiles
{
    /// <summary>Writes them.</summary>
    /// <returns>The path of the description.</returns>
    public static string Write(TemporaryFolder folder, Uri echo, params IEnumerable<string> workflows)
    {
        var bundle = EchoFlow.Bundle(echo, workflows);
        folder.Write("api.json", bundle["sources"]!["api"]!.ToJsonString());
        return folder.Write("echo.arazzo.json", bundle["arazzo"]!.ToJsonString());
    }

    /// <summary>Writes a line of inputs for each name.</summary>
    /// <returns>The path of the file.</returns>
    public static string WriteItems(TemporaryFolder folder, params IEnumerable<string> names) =>
        folder.Write("items.jsonl", string.Join('\n', names.Select(name => $$"""{"name": "{{name}}"}""")));
}
