using System.Net;
using ArazzoDurable.Cli.Sources;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class DocumentFetcherTests
{
    static readonly Uri Document = new("https://lab.example/openapi.yaml");

    [Fact]
    public async Task Document_is_fetched_once()
    {
        using var web = new Web(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("text") });
        using var fetcher = new DocumentFetcher(web);
        (await fetcher.FetchAsync(Document, default)).ShouldBe("text"u8.ToArray());
        (await fetcher.FetchAsync(Document, default)).ShouldBe("text"u8.ToArray());
        web.Requests.ShouldBe([Document]);
    }

    [Theory]
    [InlineData("http://lab.example/openapi.yaml")]
    [InlineData("file:///etc/passwd")]
    public async Task Only_https_is_fetched(string url)
    {
        using var web = new Web(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var fetcher = new DocumentFetcher(web);
        (await fetcher.FetchAsync(new Uri(url), default)).ShouldBeNull();
        web.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_failures_and_what_is_too_long_are_no_document()
    {
        await Gets(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        await Gets(_ => throw new HttpRequestException("refused"));
        await Gets(_ => throw new TaskCanceledException("timed out"));
        await Gets(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[Language.Syntax.SyntaxLimits.Default.Bytes + 1]) });
    }

    static async Task Gets(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var web = new Web(answer);
        using var fetcher = new DocumentFetcher(web);
        (await fetcher.FetchAsync(Document, default)).ShouldBeNull();
        web.Requests.Count.ShouldBe(1);
    }

    sealed class Web(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<Uri> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.RequestUri!);
            return Task.FromResult(answer(request));
        }
    }
}
