using System.CommandLine;
using System.Globalization;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Run;
using ArazzoDurable.Cli.Sources;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Validate;

/// <summary>The command <c>arazzo validate</c>.</summary>
sealed class ValidateCommand
{
    readonly Argument<string[]> paths = new("FILE")
    {
        Description = "Arazzo documents, or folders in which to look for them.",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<bool> strict = new("--strict") { Description = "Makes warnings errors." };
    readonly Option<ReportFormat?> format = new("--format") { Description = "How to write what is found. Default: text." };
    readonly Option<Dialect?> dialect = new("--dialect") { Description = "How to read what documents spell in their own way. Default: lenient for 1.0, strict for 1.1." };
    readonly DocumentOptions documents = new();
    readonly CommandIo io;

    ValidateCommand(CommandIo io) => this.io = io;

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io)
    {
        var validate = new ValidateCommand(io);
        var command = new Command("validate", "Checks Arazzo documents and says what is wrong with them.") { validate.paths, validate.strict, validate.format, validate.dialect };
        validate.format.AcceptOnlyFromAmong("text", "json", "sarif");
        validate.dialect.AcceptOnlyFromAmong("strict", "lenient");
        validate.documents.AddTo(command);
        ExampleHelp.AddTo(command,
            "arazzo validate workflow.arazzo.yaml --source lab=openapi/lab.yaml",
            "arazzo validate workflows/ --strict --offline --format sarif > arazzo.sarif");
        command.SetAction(validate.RunAsync);
        return command;
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var fetch = new DocumentFetch(HostAllowList.Empty);
        var options = documents.Read(parsed, fetch);
        var found = new List<CheckedDocument>();
        foreach (var path in DocumentFinder.Find(parsed.GetRequiredValue(paths)))
            found.Add(await DocumentCheck.CheckAsync(path, options, parsed.GetValue(dialect), parsed.GetValue(strict), cancellationToken));
        // What a description names that cannot be read is not known.
        if (found.TrueForAll(document => document.Names is not null))
            SourceNames.Check(options.Sources, [.. found.Select(document => (document.Names!, document.Sources))]);
        await WriteAsync(parsed.GetValue(format) ?? ReportFormat.Text, found);
        // Of many documents it would be more than anybody reads.
        if (found is [var single])
            await SourceLines.WriteAsync(io.Error, single.Sources);
        var errors = found.Sum(document => document.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error));
        var warnings = found.Sum(document => document.Diagnostics.Length) - errors;
        await io.Error.WriteLineAsync($"{Count(found.Count, "file")}, {Count(errors, "error")}, {Count(warnings, "warning")}");
        return errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    Task WriteAsync(ReportFormat chosen, List<CheckedDocument> found) => chosen switch
    {
        ReportFormat.Text => TextReport.WriteAsync(io.Out, found),
        ReportFormat.Json => JsonReport.WriteAsync(io.Out, found),
        ReportFormat.Sarif => SarifReport.WriteAsync(io.Out, found),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
