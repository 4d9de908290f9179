using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Cli.Tests.Serve;

/// <summary>Requests that no decent client sends, over a bare connection.</summary>
public sealed class OddRequestTests
{
    [Theory]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n", "400", "\"code\":\"invalid-url\"")]
    [InlineData("POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "400", "\"code\":\"unreadable-body\"", "nonsense\r\n")]
    [InlineData("GET /api/runs/a%2Fb HTTP/1.1\r\nHost: 127.0.0.1\r\n", "404", "\"code\":\"unknown-run\"")]
    [InlineData("OPTIONS /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\n", "405", "\"code\":\"wrong-method\"")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n", "404", "\"code\":\"unknown-path\"")]
    [InlineData("GET //api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\n", "404", "\"code\":\"unknown-path\"")]
    public async Task Odd_request_is_answered_by_a_problem(string head, string status, string code, string body = "")
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"]);

        var answer = await ExchangeAsync(server.Url, $"{head}Connection: close\r\n\r\n{body}");

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldContain("Content-Type: application/problem+json; charset=utf-8");
        answer.ShouldContain(code);
        server.Log.ShouldNotContain("internal error");
    }

    [Theory]
    [InlineData("GET /api/health HTTP/1.1\r\n", "400")]
    [InlineData("nonsense\r\n", "400")]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: 127.0.0.1\r\n", "414")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: {long}{long}{long}{long}\r\n", "431")]
    public async Task What_is_no_http_is_refused_by_the_web_server_with_an_empty_body(string head, string status)
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"]);

        var answer = await ExchangeAsync(server.Url, $"{head.Replace("{long}", new string('a', 9000), StringComparison.Ordinal)}\r\n");

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldEndWith("\r\n\r\n");
    }

    [Fact]
    public async Task Requests_over_the_rate_limit_are_told_when_to_come_back()
    {
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"], "--rate-limit", "1");

        HttpResponseMessage? refused = null;
        for (var i = 0; i < 100 && refused is null; i++)
        {
            var response = await server.GetAsync("api/runs");
            if (response.StatusCode is not HttpStatusCode.OK)
                refused = response;
        }

        refused.ShouldNotBeNull().StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Rate_limit_below_zero_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();

        var (exit, _, error) = await Arazzo.RunAsync("serve", "--data", folder["data"], "--rate-limit", "-1");

        exit.ShouldBe(2);
        error.ShouldContain("--rate-limit");
    }

    static async Task<string> ExchangeAsync(Uri url, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
