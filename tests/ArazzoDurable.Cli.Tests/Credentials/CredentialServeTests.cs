using System.Net;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Cli.Tests.Serve;

namespace ArazzoDurable.Cli.Tests.Credentials;

/// <summary>Credentials of a server, whose flows are chosen by others.</summary>
public sealed class CredentialServeTests
{
    [Theory]
    [InlineData("ARAZZO_AUTH__api__header", "canary-4711", "ARAZZO_AUTH__api__header names no origin", "ARAZZO_AUTH__api__header__ORIGIN=https://api.example.com")]
    [InlineData("ARAZZO_AUTH__api__header__ORIGIN", "https://api.example.com", "ARAZZO_AUTH__api__header__ORIGIN is set, and ARAZZO_AUTH__api__header is not.")]
    [InlineData("ARAZZO_AUTH__header", "canary-4711", "names no security scheme; expected ARAZZO_AUTH__<source>__<scheme>")]
    public async Task Server_does_not_start_with_a_credential_that_anybody_could_have_sent_anywhere(string name, string value, params string[] says)
    {
        using var folder = new TemporaryFolder();

        var (exit, _, error) = await Arazzo.RunAsync([new(name, value)], "serve", "--urls", "http://127.0.0.1:0", "--data", folder["data"]);

        exit.ShouldBe(2);
        foreach (var text in says)
            error.ShouldContain(text);
        error.ShouldNotContain("canary-4711");
        Directory.Exists(folder["data"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Submitted_flow_cannot_have_the_hosts_credential_sent_elsewhere()
    {
        await using var own = await SecuredApi.StartAsync();
        await using var attacker = await SecuredApi.StartAsync();
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync(
            [
                new("ARAZZO_AUTH__api__header", SecuredApi.Key), new("ARAZZO_AUTH__api__header__ORIGIN", own.Url),
                new("ARAZZO_AUTH__api__oauth", $"client:{SecuredApi.ClientSecret}"), new("ARAZZO_AUTH__api__oauth__ORIGIN", own.Url),
            ],
            "--data", folder["data"], "--allow-host", "127.0.0.1");

        (await RunAsync(server, own.Url, "header", "oauth")).GetProperty("status").GetString().ShouldBe("success");
        var failed = await RunAsync(server, attacker.Url, "header");
        await RunAsync(server, attacker.Url, "oauth");

        own.Paths.ShouldBe(["/header", "/token", "/oauth"]);
        attacker.Calls.ShouldBe([("/header", null), ("/oauth", null)]);
        failed.GetProperty("results")[0].GetProperty("result").GetProperty("error").GetProperty("message").GetString().ShouldBe(
            $"Step 'header0' failed: the status 401 is none of success; it went out without a credential: 'api.header' was not used, for it may go to {own.Url} only, and not to {attacker.Url}.");
    }

    static async Task<JsonElement> RunAsync(RunningServer server, string api, params string[] steps)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(SecuredFlow.Arazzo(steps), Encoding.UTF8), "arazzo" },
            { new StringContent(SecuredFlow.OpenApi(api), Encoding.UTF8), "api" },
        };
        using var upload = new HttpRequestMessage(HttpMethod.Post, new Uri("api/flows", UriKind.Relative)) { Content = form };
        var stored = await server.SendAsync(upload);
        stored.StatusCode.ShouldBe(HttpStatusCode.Created, await stored.Content.ReadAsStringAsync());
        var flowId = JsonElement.Parse(await stored.Content.ReadAsStringAsync()).GetProperty("flowId").GetString();
        using var submit = new HttpRequestMessage(HttpMethod.Post, new Uri("api/runs", UriKind.Relative))
        {
            Content = new StringContent($$"""{"flowId":"{{flowId}}","inputs":[{}],"wait":true,"timeoutSecs":30}""", Encoding.UTF8, "application/json"),
        };
        var run = JsonElement.Parse(await (await server.SendAsync(submit)).Content.ReadAsStringAsync());
        return JsonElement.Parse(await server.GetTextAsync($"api/runs/{run.GetProperty("runId").GetString()}?includeResults=true"));
    }
}
