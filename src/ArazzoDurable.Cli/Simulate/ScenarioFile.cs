using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Cli.Simulate;

/// <summary>Finds and reads the scenario by which the APIs of a document are played.</summary>
static class ScenarioFile
{
    const string Name = "scenario.yaml";

    /// <summary>Reads the scenario, and tells what is to be said of it.</summary>
    /// <param name="document">The document; beside it a scenario is looked for.</param>
    /// <param name="given">The file that the user names; null: none.</param>
    /// <param name="sources">The APIs to be played, by the name of their source.</param>
    /// <param name="error">Where it is told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It is not there, or has errors.</exception>
    public static async Task<Scenario> ReadAsync(
        string document, string? given, ImmutableDictionary<string, JsonElement> sources, TextWriter error, CancellationToken cancellationToken)
    {
        var path = given ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(document))!, Name);
        if (given is not null)
            GivenFile.Check("--scenario", given);
        else if (!File.Exists(path))
            return Scenario.Empty;
        var reading = Scenario.Read(await DocumentFile.ReadAsync(path, cancellationToken));
        Diagnostic[] said = [.. reading.Diagnostics.Concat(reading.Scenario.Check(sources)).InTextOrder()];
        foreach (var diagnostic in said)
            await DiagnosticLine.WriteAsync(error, ShownPath.Of(path), diagnostic);
        return said.Any(diagnostic => diagnostic.Severity is Severity.Error)
            ? throw new CommandFailedException($"The scenario '{ShownPath.Of(path)}' has errors; nothing was called.")
            : reading.Scenario;
    }
}
