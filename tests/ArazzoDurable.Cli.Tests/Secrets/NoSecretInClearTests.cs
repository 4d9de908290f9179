using System.Globalization;
using ArazzoDurable.Cli.Tests.Founding;
using ArazzoDurable.Cli.Tests.FoundingApi;

namespace ArazzoDurable.Cli.Tests.Secrets;

/// <summary>After a run, no byte of the data folder and no output holds the token, in any of the forms that it might be written in.</summary>
public sealed class NoSecretInClearTests
{
    // Characters that URL encoding and JSON change, so that each form is one of its own.
    const string Token = "s3cret/with+signs=and~more-than-a-few";

    public static TheoryData<string> Names() => [.. FoundingWorkflow.All.Select(workflow => workflow.Name)];

    [CorpusTheory]
    [MemberData(nameof(Names))]
    public async Task Token_is_nowhere_in_clear_after_a_run(string name)
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        using var folder = new TemporaryFolder();
        var workflow = FoundingWorkflow.Named(name);
        var (exit, output, error) = await RunAsync(workflow.RunArgs(server, Token, 1, folder["data"], "--poll-interval", "0"));

        exit.ShouldBe(0, error);
        server.Requests.ShouldAllBe(request => request.Headers["Authorization"] == $"Bearer {Token}", "the server did get it");
        new SecretSearch(Token).SearchAll(output, error, folder["data"]);
    }

    [CorpusTheory]
    [MemberData(nameof(Names))]
    public async Task Token_is_nowhere_in_clear_after_a_failure(string name)
    {
        await using var server = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = "another one" });
        using var folder = new TemporaryFolder();
        var workflow = FoundingWorkflow.Named(name);
        var (exit, output, error) = await RunAsync(workflow.RunArgs(server, Token, 1, folder["data"], "--poll-interval", "0"));

        exit.ShouldBe(1, error);
        new SecretSearch(Token).SearchAll(output, error, folder["data"]);
    }

    [Fact]
    public void Search_finds_each_form()
    {
        foreach (var (form, bytes) in new SecretSearch(Token).Forms())
            Should.Throw<ShouldAssertException>(() => new SecretSearch(Token).Search("a text", [1, 2, .. bytes, 3]), form);
    }

    static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await ArazzoCommand.InvokeAsync(args, new CommandIo(output, error, IsTerminal: false, _ => null), CancellationToken.None);
        return (exit, output.ToString(), error.ToString());
    }
}
