using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests;

public sealed class ArazzoApiTests
{
    readonly TestApi api = new();

    [Theory]
    [InlineData("/api/runs/{run}", "application/problem+json; charset=utf-8")]
    [InlineData("/runtime/webhooks/durabletask/instances/{run}", null)]
    public async Task Failure_of_ours_is_500_that_tells_the_log_and_not_the_client(string path, string? contentType)
    {
        var runId = await api.StartRunAsync();
        var broken = new InvalidOperationException("The disk /data/secret is gone.");
        api.Instances.Broken = broken;

        var response = await api.GetAsync(path.Replace("{run}", runId, StringComparison.Ordinal));

        (response.Status, response.ContentType).ShouldBe((500, contentType));
        response.Text().ShouldNotContain("disk");
        api.Failures.ShouldBe([broken]);
    }

    [Fact]
    public async Task Head_is_answered_as_get_without_the_body()
    {
        var response = await api.SendAsync(new ApiRequest("HEAD", new Uri($"{TestApi.Origin}/api/health"), []));

        (response.Status, response.ContentType, response.Body.Length).ShouldBe((200, "application/json; charset=utf-8", 0));
    }

    [Fact]
    public async Task Paths_are_the_same_in_any_case() => (await api.GetAsync("/API/Health")).Status.ShouldBe(200);

    [Fact]
    public void Relative_url_is_refused() =>
        Should.Throw<ArgumentException>(() => new ApiRequest("GET", new Uri("/api/health", UriKind.Relative), []));
}
