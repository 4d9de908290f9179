using System.Collections.Immutable;
using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Items;
using ArazzoDurable.Language;

namespace ArazzoDurable.Cli.Run;

/// <summary>The command <c>arazzo run</c>.</summary>
sealed class RunCommand
{
    const string Notes = """
        Runs a workflow and waits for its end. The outputs go to stdout, all else to stderr. What it does is stored step by step: after a
        crash or Ctrl-C, 'arazzo resume' goes on where it was.

        With an array or JSON lines in --inputs, each entry is an item that is walked on its own; one that fails does not stop the others.
        At the end stand the numbers and the failed items; --json writes all results.

        A credential is given by the name of the source and of the security scheme in its OpenAPI document: an API key, user:password, a
        token, or clientId:clientSecret of a scheme with OAuth2 client credentials. =@FILE and =env:NAME keep it out of the shell's history;
        the environment variable ARAZZO_AUTH__<source>__<scheme> gives it to every run.

        Exit codes: 0 success, 1 the run or the document failed, 2 usage or unusable input, 130 interrupted.
        """;

    readonly Argument<string> file = new("FILE") { Description = "The Arazzo description, YAML or JSON." };

    readonly Option<string?> workflow = new("--workflow")
    {
        HelpName = "ID",
        Description = "The workflow to run. May be left out when there is one only, or one only that no other calls.",
    };

    readonly ItemOptions items = new();

    readonly Option<string[]> server = new("--server")
    {
        HelpName = "source=url",
        Description = "Calls the operations of a source below this URL, in place of the whole server URL. Its host is allowed for this run.",
    };

    readonly Option<string[]> source = new("--source") { HelpName = "name=path", Description = "Where the document of a source lies." };

    readonly Option<string[]> auth = new("--auth")
    {
        HelpName = "source.scheme=value",
        Description = "A credential for a security scheme of a source. =@FILE reads a file, =env:NAME an environment variable. It is stored sealed.",
    };

    readonly Option<bool> simulate = new("--simulate")
    {
        Description = "A rehearsal: plays the APIs on this machine instead of calling them, so that the workflow comes to its end. Inputs that are missing are made up, loops go round twice, and nothing waits unless --poll-interval or a scenario says so. The APIs end with this command; before such a run is resumed, 'arazzo simulate' starts them again.",
    };

    readonly Option<string?> scenario = new("--scenario")
    {
        HelpName = "FILE",
        Description = "What the simulated APIs answer. Default: scenario.yaml beside the description; what it does not say comes from the schemas. Without one the answers lead the workflow to its end.",
    };

    readonly Option<string?> pollInterval = new("--poll-interval")
    {
        HelpName = "SECONDS",
        Description = "Waits this long before a loop enters a step again, always; 0 does not wait. A Retry-After header still counts.",
    };

    readonly Option<bool> parallel = new("--parallel") { Description = "Runs steps that do not depend on each other at the same time. Default: one after the other." };

    readonly Option<string?> dialectName = new("--dialect")
    {
        HelpName = "strict|lenient",
        Description = "How the description is read. Default: lenient for Arazzo 1.0, strict for 1.1.",
    };

    readonly Option<bool> offline = new("--offline") { Description = "Fetches no document from the web." };

    readonly SharedOptions shared = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new RunCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        dialectName.AcceptOnlyFromAmong("strict", "lenient");
        var command = new Command("run", "Runs a workflow and waits for its end.")
        {
            file, workflow, items.Input, items.Inputs, items.MaxConcurrency, shared.Data, server, source, auth, simulate, scenario, pollInterval, parallel, dialectName,
            shared.AllowHost, shared.Reveal, shared.Json, offline,
        };
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo run flow.arazzo.yaml -i projectId=DEMO -i apiToken=@token.txt --auth billing.api_key=@key.txt --auth mail.oauth=env:MAIL_CLIENT",
            "arazzo run flow.arazzo.yaml --inputs many.jsonl --max-concurrency 20 --json",
            "arazzo run flow.arazzo.yaml --simulate");
        command.SetAction((parsed, cancellationToken) => new RunExecution(io, Read(parsed)).ExecuteAsync(cancellationToken));
        return command;
    }

    RunRequest Read(ParseResult parsed)
    {
        var hosts = parsed.GetValue(shared.AllowHost) ?? [];
        var request = new RunRequest
        {
            File = parsed.GetRequiredValue(file),
            WorkflowId = parsed.GetValue(workflow),
            Inputs = items.Typed(parsed),
            InputsFile = parsed.GetValue(items.Inputs),
            MaxConcurrency = items.Concurrency(parsed),
            Auth = NamedText.Read("--auth", "source.scheme=value", parsed.GetValue(auth) ?? []),
            DataFolder = parsed.GetRequiredValue(shared.Data),
            Servers = ServerUrls.Read(NamedText.Read("--server", "source=url", parsed.GetValue(server) ?? [])),
            Sources = NamedText.Read("--source", "name=path", parsed.GetValue(source) ?? []).ToImmutableDictionary(source => source.Name, source => source.Value),
            Simulate = parsed.GetValue(simulate),
            ScenarioFile = parsed.GetValue(scenario),
            PollInterval = PollInterval.Read(parsed.GetValue(pollInterval)),
            Parallel = parsed.GetValue(parallel),
            Dialect = parsed.GetValue(dialectName) switch { "strict" => Dialect.Strict, "lenient" => Dialect.Lenient, _ => null },
            AllowedHosts = [.. hosts],
            AllowList = SharedOptions.AllowList(hosts),
            Reveal = parsed.GetValue(shared.Reveal),
            Json = parsed.GetValue(shared.Json),
            Offline = parsed.GetValue(offline),
        };
        return request is { ScenarioFile: not null, Simulate: false }
            ? throw new CommandFailedException("--scenario says what simulated APIs answer, and nothing is simulated; add --simulate.")
            : request;
    }
}
