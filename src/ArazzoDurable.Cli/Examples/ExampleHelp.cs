using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ArazzoDurable.Cli.Examples;

/// <summary>Ends the help of a command with what is worth knowing and with examples, so that the list of commands stays short.</summary>
sealed class ExampleHelp : SynchronousCommandLineAction
{
    readonly HelpAction help = new();
    readonly string? notes;
    readonly string[] examples;

    ExampleHelp(string? notes, string[] examples)
    {
        this.notes = notes;
        this.examples = examples;
    }

    /// <summary>Gives a command a help with examples.</summary>
    public static void AddTo(Command command, params string[] examples) =>
        AddWithNotes(command, null, examples);

    /// <summary>Gives a command a help with notes and examples.</summary>
    public static void AddWithNotes(Command command, string? notes, params string[] examples) =>
        command.Options.Add(new HelpOption { Action = new ExampleHelp(notes, examples) });

    // Who asks for help need not know what is required.
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var exit = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (notes is not null)
        {
            output.WriteLine(notes);
            output.WriteLine();
        }
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  {example}");
        return exit;
    }
}
