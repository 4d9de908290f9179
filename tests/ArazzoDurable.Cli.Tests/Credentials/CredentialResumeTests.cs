using ArazzoDurable.Cli.Tests.Secrets;

namespace ArazzoDurable.Cli.Tests.Credentials;

/// <summary>Credentials outlive the process that they were given to.</summary>
public sealed class CredentialResumeTests
{
    [Fact]
    public async Task Credential_of_a_killed_run_is_used_when_it_goes_on()
    {
        await using var api = await SecuredApi.StartAsync();
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        api.Holding = () =>
        {
            held.TrySetResult();
            return release.Task;
        };
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "header", "hold", "oauth");
        using (var process = ArazzoProcess.Start(
        [
            "run", file, "--server", $"api={api.Url}", "--data", folder["data"],
            "--auth", $"api.header={SecuredApi.Key}", "--auth", $"api.oauth=client:{SecuredApi.ClientSecret}",
        ]))
        {
            await held.Task.WaitAsync(TimeSpan.FromSeconds(60));
            process.Kill();
            await process.EndAsync();
        }
        foreach (var secret in (string[])[SecuredApi.Key, SecuredApi.ClientSecret])
            new SecretSearch(secret).SearchAll("", "", folder["data"]);
        release.SetResult();

        var (exit, output, error) = await Arazzo.RunAsync("resume", "--data", folder["data"]);

        exit.ShouldBe(0, error);
        api.Calls.Where(call => call.Path is "/header" or "/hold").ShouldAllBe(call => call.Credential == SecuredApi.Key);
        api.Paths.ShouldBe(["/header", "/hold", "/hold", "/token", "/oauth"]);
        foreach (var secret in (string[])[SecuredApi.Key, SecuredApi.ClientSecret, SecuredApi.TokenNumber(1)])
            new SecretSearch(secret).SearchAll(output, error, folder["data"]);
    }

    [Fact]
    public async Task Resume_reads_the_environment()
    {
        await using var api = await SecuredApi.StartAsync();
        using var interruption = new CancellationTokenSource();
        api.Holding = async () =>
        {
            api.Holding = () => Task.CompletedTask;
            await interruption.CancelAsync();
        };
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "hold", "query");
        string[] run = ["run", file, "--server", $"api={api.Url}", "--data", folder["data"], "--auth", $"api.header={SecuredApi.Key}"];
        var interrupted = await ArazzoCommand.InvokeAsync(run, new CommandIo(TextWriter.Null, TextWriter.Null, IsTerminal: false, _ => null), interruption.Token);
        interrupted.ShouldBe(130);

        var (exit, _, error) = await Arazzo.RunAsync([new("ARAZZO_AUTH__api__query", SecuredApi.Key)], "resume", "--data", folder["data"]);

        exit.ShouldBe(0, error);
        api.Calls.Last().ShouldBe(("/query", SecuredApi.Key));
    }
}
