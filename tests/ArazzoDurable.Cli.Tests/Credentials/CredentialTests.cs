using System.Text.Json;
using ArazzoDurable.Cli.Tests.Secrets;

namespace ArazzoDurable.Cli.Tests.Credentials;

/// <summary>Credentials from outside the document, against a real server.</summary>
public sealed class CredentialTests
{
    static readonly string[] All =
    [
        "--auth", $"api.header={SecuredApi.Key}", "--auth", $"api.query={SecuredApi.Key}", "--auth", $"api.cookie={SecuredApi.Key}",
        "--auth", $"api.basic=user:{SecuredApi.Password}", "--auth", $"api.bearer={SecuredApi.Token}", "--auth", $"api.oauth=client:{SecuredApi.ClientSecret}",
    ];

    static readonly string[] Secrets =
        [SecuredApi.Key, SecuredApi.Password, SecuredApi.Token, SecuredApi.ClientSecret, SecuredApi.TokenNumber(1), $"user:{SecuredApi.Password}"];

    [Fact]
    public async Task Credentials_of_every_kind_are_sent_and_are_nowhere_in_clear()
    {
        await using var api = await SecuredApi.StartAsync();
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, "https://api.example.com", "header", "query", "cookie", "basic", "bearer", "oauth", "oauth");

        var (exit, output, error) = await Arazzo.RunAsync(["run", file, "--server", $"api={api.Url}", "--data", folder["data"], .. All]);

        exit.ShouldBe(0, error);
        api.Paths.ShouldBe(["/header", "/query", "/cookie", "/basic", "/bearer", "/token", "/oauth", "/oauth"]);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith(": ***", StringComparison.Ordinal), "what the API echoed");
        foreach (var secret in Secrets)
            new SecretSearch(secret).SearchAll(output, error, folder["data"]);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_nowhere_in_clear_either()
    {
        await using var api = await SecuredApi.StartAsync();
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "bearer");

        var (exit, output, error) = await Arazzo.RunAsync(
            "run", file, "--allow-host", "127.0.0.1", "--data", folder["data"], "--json", "--auth", "api.bearer=another.token-0123456789");

        exit.ShouldBe(1);
        Message(output).ShouldBe("Step 'bearer0' failed: the status 401 is none of success; it was sent with the credential 'api.bearer'.");
        new SecretSearch("another.token-0123456789").SearchAll(output, error, folder["data"]);
    }

    [Fact]
    public async Task Missing_credential_is_told_before_and_after_the_call()
    {
        await using var api = await SecuredApi.StartAsync();
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "header", "header");

        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--allow-host", "127.0.0.1", "--data", folder["data"]);

        exit.ShouldBe(1);
        error.ShouldContain("warning missing-credential: The API of source 'api' asks for a credential that was not given, so it is called without: 'api.header'. (and in one more place)");
        error.ShouldContain("Give it with --auth api.header=VALUE, or pass it in the document.");
        error.ShouldContain("failed: step-failed: Step 'header0' failed: the status 401 is none of success; it went out without a credential: give --auth api.header=VALUE, or set ARAZZO_AUTH__api__header.");
    }

    [Fact]
    public async Task Value_comes_from_a_file_a_variable_or_the_environment()
    {
        await using var api = await SecuredApi.StartAsync();
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "header", "query", "cookie");
        KeyValuePair<string, string>[] variables = [new("MY_KEY", SecuredApi.Key), new("ARAZZO_AUTH__API__COOKIE", SecuredApi.Key)];

        var (exit, _, error) = await Arazzo.RunAsync(
            variables, "run", file, "--allow-host", "127.0.0.1", "--data", folder["data"],
            "--auth", $"api.header=@{folder.Write("key.txt", $"{SecuredApi.Key}\n")}", "--auth", "api.query=env:MY_KEY");

        exit.ShouldBe(0, error);
        error.ShouldNotContain("missing-credential");
    }

    [Theory]
    [InlineData("0", new[] { "/token", "/oauth", "/token", "/oauth" })]
    [InlineData("3600", new[] { "/token", "/oauth", "/oauth" })]
    public async Task Token_is_kept_as_long_as_it_lives(string expiresIn, string[] paths)
    {
        await using var api = await SecuredApi.StartAsync();
        api.ExpiresIn = int.Parse(expiresIn, System.Globalization.CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "oauth", "oauth");

        var (exit, _, error) = await Arazzo.RunAsync(
            "run", file, "--allow-host", "127.0.0.1", "--data", folder["data"], "--auth", $"api.oauth=client:{SecuredApi.ClientSecret}");

        exit.ShouldBe(0, error);
        api.Paths.ShouldBe(paths);
    }

    [Fact]
    public async Task Token_that_was_revoked_is_asked_for_anew()
    {
        await using var api = await SecuredApi.StartAsync();
        api.Holding = () =>
        {
            api.RevokeTokens();
            return Task.CompletedTask;
        };
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, api.Url, "oauth", "hold", "oauth");

        var (exit, output, error) = await Arazzo.RunAsync(
            "run", file, "--allow-host", "127.0.0.1", "--data", folder["data"],
            "--auth", $"api.oauth=client:{SecuredApi.ClientSecret}", "--auth", $"api.header={SecuredApi.Key}");

        exit.ShouldBe(0, error);
        api.Paths.ShouldBe(["/token", "/oauth", "/hold", "/oauth", "/token", "/oauth"]);
        new SecretSearch(SecuredApi.TokenNumber(3)).SearchAll(output, error, folder["data"]);
    }

    [Fact]
    public async Task Simulated_apis_get_no_credential()
    {
        using var folder = new TemporaryFolder();
        var file = SecuredFlow.Write(folder, "https://api.example.com", "oauth");
        KeyValuePair<string, string>[] variables = [new("ARAZZO_AUTH__api__oauth", $"client:{SecuredApi.ClientSecret}")];

        var (exit, _, error) = await Arazzo.RunAsync(variables, "run", file, "--simulate", "--data", folder["data"], "--auth", $"api.oauth=client:{SecuredApi.ClientSecret}");

        exit.ShouldBe(0, error);
        error.ShouldContain("simulated APIs ask for no credentials, so those of --auth are not used");
        error.ShouldNotContain("missing-credential");
    }

    static string Message(string output) =>
        JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("error").GetProperty("message").GetString()!;
}
