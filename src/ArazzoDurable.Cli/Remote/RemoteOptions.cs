using System.CommandLine;
using ArazzoDurable.Cli.Serve;

namespace ArazzoDurable.Cli.Remote;

/// <summary>The options of the commands that work on a server.</summary>
sealed class RemoteOptions
{
    /// <summary>The environment variable with the URL of the server.</summary>
    public const string UrlVariable = "ARAZZO_URL";

    /// <summary>Where a server on this machine listens unless it is told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:7071";

    /// <summary>The server.</summary>
    public Option<string?> Url { get; } = new("--url")
    {
        HelpName = "URL",
        Description = $"The server. Default: the environment variable {UrlVariable}, else {DefaultUrl}.",
    };

    /// <summary>Its key.</summary>
    public Option<string?> ApiKey { get; } = new("--api-key")
    {
        HelpName = "KEY",
        Description = $"The key of the server. Default: the environment variable {ServeCommand.ApiKeyVariable}, where other users of this machine do not see it.",
    };

    /// <summary>Whether the output is for machines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Writes JSON to stdout, and nothing else." };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Url);
        command.Options.Add(ApiKey);
        command.Options.Add(Json);
    }

    /// <summary>The server that they name.</summary>
    /// <exception cref="CommandFailedException">They name none.</exception>
    public RemoteServer Open(ParseResult parsed, CommandIo io)
    {
        var given = parsed.GetValue(Url);
        var (text, from) = given is not null ? (given, "--url") : (Value(io, UrlVariable) ?? DefaultUrl, UrlVariable);
        return new RemoteServer(Checked(text, from), Key(parsed, io), given is not null);
    }

    static Uri Checked(string text, string from) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? url
            : throw new CommandFailedException($"{from} expects the URL of a server, such as {DefaultUrl}, without a user name, a query or a fragment.");

    string? Key(ParseResult parsed, CommandIo io)
    {
        var key = parsed.GetValue(ApiKey) ?? Value(io, ServeCommand.ApiKeyVariable);
        return string.IsNullOrEmpty(key) ? null
            : key.All(c => c is > ' ' and <= '~') ? key
            : throw new CommandFailedException("The API key has characters that no key has: it consists of visible ASCII characters.");
    }

    static string? Value(CommandIo io, string variable) => io.Environment(variable) is { Length: > 0 } value ? value : null;
}
