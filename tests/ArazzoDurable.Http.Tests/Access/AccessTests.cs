using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Access;

public sealed class AccessTests
{
    readonly TestApi api = new(new ApiSettings { ApiKey = "k3y" });

    [Theory]
    [InlineData("x-functions-key", "k3y", "")]
    [InlineData("X-Functions-Key", "k3y", "")]
    [InlineData("Authorization", "Bearer k3y", "")]
    [InlineData("Authorization", "bearer k3y", "")]
    [InlineData("Accept", "*/*", "?code=k3y")]
    public async Task Key_is_taken_from_wherever_it_may_be(string header, string value, string query)
    {
        var response = await api.SendAsync(new ApiRequest("GET", new Uri($"{TestApi.Origin}/api/runs{query}"), [KeyValuePair.Create(header, value)]));

        response.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Request_without_key_is_told_how_to_identify()
    {
        var response = await api.GetAsync("/api/runs");

        response.Status.ShouldBe(401);
        response.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        var response = await api.GetAsync("/api/health");

        (response.Status, response.Text()).ShouldBe((200, """{"status":"ok"}"""));
    }

    [Fact]
    public void Empty_key_is_refused_by_the_settings() =>
        Should.Throw<ArgumentException>(() => new ApiSettings { ApiKey = "" });
}
