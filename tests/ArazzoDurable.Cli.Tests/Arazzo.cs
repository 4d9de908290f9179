using System.Globalization;

namespace ArazzoDurable.Cli.Tests;

/// <summary>The command in this process, its outputs caught.</summary>
static class Arazzo
{
    /// <summary>The folder of the samples.</summary>
    public static string Samples { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>The folder of the tests' own descriptions.</summary>
    public static string Documents { get; } = Path.Combine(AppContext.BaseDirectory, "Run", "documents");

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => RunAsync([], args);

    /// <summary>Runs it with these environment variables and no others.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IReadOnlyCollection<KeyValuePair<string, string>> variables, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await ArazzoCommand.InvokeAsync(args, new CommandIo(output, error, IsTerminal: false, Value) { Variables = () => variables }, CancellationToken.None);
        return (exit, output.ToString(), error.ToString());

        string? Value(string name) => variables.FirstOrDefault(variable => variable.Key == name).Value;
    }

    public static string Sample(string name) => Path.Combine(Samples, name, "workflow.arazzo.yaml");

    public static string Document(string name) => Path.Combine(Documents, name);
}
