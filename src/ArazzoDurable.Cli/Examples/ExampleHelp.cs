using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ArazzoDurable.Cli.Examples;

/// <summary>Ends the help of a command with examples.</summary>
sealed class ExampleHelp : SynchronousCommandLineAction
{
    readonly HelpAction help = new();
    readonly string[] examples;

    ExampleHelp(string[] examples) => this.examples = examples;

    /// <summary>Gives a command a help with examples.</summary>
    public static void AddTo(Command command, params string[] examples) =>
        command.Options.Add(new HelpOption { Action = new ExampleHelp(examples) });

    // Who asks for help need not know what is required.
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example}");
        return exit;
    }
}
