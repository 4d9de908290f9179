using System.CommandLine;
using ArazzoDurable.Cli.Examples;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Http;

namespace ArazzoDurable.Cli.Serve;

/// <summary>The command <c>arazzo serve</c>.</summary>
sealed class ServeCommand
{
    /// <summary>The environment variable with the key of the server.</summary>
    public const string ApiKeyVariable = "ARAZZO_API_KEY";

    const string Notes = """
        Serves the HTTP API below /api/, and carries on the runs that have not ended. Ends with Ctrl-C or SIGTERM; what runs then goes on
        when it is started again.

        Credentials for the APIs that runs call come from the environment: ARAZZO_AUTH__<source>__<scheme> holds the value, and the same
        with __ORIGIN, which is required, where it may be sent, such as https://api.example.com; several are separated by commas. No flow
        can have it sent elsewhere.
        """;

    readonly Option<string> urls = new("--urls")
    {
        HelpName = "URL",
        Description = "Where to listen; several are separated by semicolons, and port 0 takes a free one. Beyond this machine only with a key.",
        DefaultValueFactory = _ => "http://127.0.0.1:7071",
    };

    readonly Option<string?> apiKey = new("--api-key")
    {
        HelpName = "KEY",
        Description = $"The key that requests carry in the header x-functions-key or as Authorization: Bearer. Default: the environment variable {ApiKeyVariable}, where other users of this machine do not see it.",
    };

    readonly Option<bool> allowServerOverrides = new("--allow-server-overrides")
    {
        Description = "Lets a submit have a source called at another server. Whoever may submit can then send requests to any server that runs may call.",
    };

    readonly Option<int> rateLimit = new("--rate-limit")
    {
        HelpName = "N",
        Description = "How many requests are taken in a second, and at once after a pause; further ones are answered with 429. 0: any number.",
        DefaultValueFactory = _ => ApiSettings.Default.RequestsPerSecond,
    };

    readonly SharedOptions shared = new();

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandIo io) => new ServeCommand().CreateCommand(io);

    Command CreateCommand(CommandIo io)
    {
        var command = new Command("serve", "Serves the HTTP API, and carries on what had not ended.") { urls, shared.Data, apiKey, shared.AllowHost, allowServerOverrides, rateLimit };
        ExampleHelp.AddWithNotes(command, Notes,
            "arazzo serve",
            "arazzo serve --urls http://127.0.0.1:8080 --data /var/lib/arazzo --allow-host '*.internal.example'");
        command.SetAction((parsed, cancellationToken) => new ServeExecution(io, Read(parsed, io)).ExecuteAsync(cancellationToken));
        return command;
    }

    ServeRequest Read(ParseResult parsed, CommandIo io)
    {
        var key = parsed.GetValue(apiKey) ?? io.Environment(ApiKeyVariable);
        if (key is { Length: > 0 } && string.IsNullOrWhiteSpace(key))
            throw new CommandFailedException("The API key consists of blanks; give one that cannot be guessed.");
        return new ServeRequest(
            ListenAddresses.Checked(parsed.GetRequiredValue(urls), hasKey: !string.IsNullOrEmpty(key)),
            parsed.GetRequiredValue(shared.Data),
            string.IsNullOrEmpty(key) ? null : key,
            SharedOptions.AllowList(parsed.GetValue(shared.AllowHost) ?? []),
            parsed.GetValue(allowServerOverrides),
            RateLimit(parsed.GetValue(rateLimit)));
    }

    static int RateLimit(int given) =>
        given >= 0 ? given : throw new CommandFailedException($"--rate-limit: {given} is no number of requests; expected 1 or more, or 0 for any number.");
}
