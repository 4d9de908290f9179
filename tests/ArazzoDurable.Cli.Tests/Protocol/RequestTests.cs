using System.Text.Json;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>Each row of <c>cases/requests.yaml</c>, sent to the real program: a request of the REST API and what comes back.</summary>
[Collection(ProtocolCollection.Name)]
public sealed partial class RequestTests(ProtocolServers servers)
{
    /// <summary>Codes of failures that a client cannot bring about, and of requests that are no rows: see the tests below, and OddRequestTests.</summary>
    static readonly string[] Elsewhere =
    [
        "internal-error", "store-failed", "body-too-large", "length-needed", "too-many-requests", "too-many-waiting", "unreadable-body", "invalid-url",
        "inputs-too-costly",
    ];

    static readonly Dictionary<string, JsonElement> Rows = ProtocolRow.Read("requests.yaml");

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_is_answered_as_its_row_says(string name)
    {
        var row = new ProtocolRow(Rows[name], servers.Words);
        using var request = row.Request();

        using var response = await servers.Client(row.Server).SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(row.Status, text);
        if (row.Answer is { } expected)
            row.Check(expected, JsonElement.Parse(text), text);
        if (row.Status >= 400)
            response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json; charset=utf-8");
    }

    [Theory]
    [InlineData("api/runs")]
    [InlineData("api/rpc")]
    public async Task Body_that_is_too_long_or_lost_in_chunks_is_refused(string path)
    {
        using var content = new ByteArrayContent(new byte[16 * 1024 * 1024 + 1]);
        content.Headers.ContentType = new("application/json");
        using var tooLong = await servers.Client("open").PostAsync(new Uri(path, UriKind.Relative), content);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StreamContent(Stream.Null) };
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;
        using var lost = await servers.Client("open").SendAsync(chunked);

        ((int)tooLong.StatusCode, await CodeAsync(tooLong)).ShouldBe((413, "body-too-large"));
        ((int)lost.StatusCode, await CodeAsync(lost)).ShouldBe((411, "length-needed"));
    }

    [Fact]
    public async Task Requests_beyond_the_limit_are_told_when_to_come_back()
    {
        using var server = await ServedProcess.StartAsync("--rate-limit", "1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => server.Client.GetAsync(new Uri(number % 2 == 0 ? "api/runs" : "api/flows", UriKind.Relative))));

        var refused = answers.Where(answer => answer.StatusCode is System.Net.HttpStatusCode.TooManyRequests).ToList();
        refused.Count.ShouldBeInRange(1, 19);
        foreach (var answer in refused)
        {
            (await CodeAsync(answer)).ShouldBe("too-many-requests");
            answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(1);
        }
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public void Every_code_of_the_page_is_shown()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "http-api.md"));
        var codes = CodeRow().Matches(page[page.IndexOf("| status | codes |", StringComparison.Ordinal)..])
            .SelectMany(line => Code().Matches(line.Groups[1].Value).Select(code => code.Groups[1].Value));

        var shown = Rows.Values.Where(row => row.TryGetProperty("answer", out var answer) && answer.TryGetProperty("code", out _))
            .Select(row => row.GetProperty("answer").GetProperty("code").GetString()!);

        codes.Except([.. shown, .. Elsewhere], StringComparer.Ordinal).ShouldBeEmpty("cases/requests.yaml has no row with these");
    }

    static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("code").GetString();

    [GeneratedRegex(@"^\| \d{3} \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex("`([a-z]+(?:-[a-z]+)+)`")]
    private static partial Regex Code();
}
