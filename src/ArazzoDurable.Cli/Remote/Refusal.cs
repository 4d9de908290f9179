using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Client;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote;

/// <summary>Tells a person what a server refused, and what to do.</summary>
static class Refusal
{
    const int Unauthorized = 401;

    /// <summary>What is told of a refusal.</summary>
    public static CommandFailedException Of(ArazzoApiException refused, RemoteServer server) => refused switch
    {
        { Status: Unauthorized } => new(server.HasKey
            ? $"The server at {server.Url} does not take the API key that was given."
            : $"The server at {server.Url} wants a key; give it with --api-key KEY or in the environment variable {Serve.ServeCommand.ApiKeyVariable}."),
        { Code: "unknown-run" } => new($"{Text(refused)} '{server.Line("runs")}' lists those that there are."),
        { Code: "unknown-flow" } => new($"{Text(refused)} '{server.Line("push FILE")}' stores one and tells its id."),
        { Code: "invalid-flow" or SubmitCodes.FlowHasErrors } => new(Text(refused), ExitCodes.Failed),
        _ => new(Text(refused)),
    };

    /// <summary>All that the server said, fit for a terminal.</summary>
    public static string Text(ArazzoApiException refused) => string.Join("\n  ", refused.Message.Split('\n').Select(Printable.Line));
}
