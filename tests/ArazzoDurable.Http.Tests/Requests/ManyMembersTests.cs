using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Requests;

public sealed class ManyMembersTests
{
    [Theory]
    [InlineData("steps")]
    [InlineData("servers")]
    public async Task Object_with_more_members_than_are_looked_at_is_refused_as_a_whole(string member)
    {
        var response = await SubmitAsync(member, Members(100_000, "{}"));

        response.Status.ShouldBe(400);
        response.Json().GetProperty("detail").GetString().ShouldBe("The object must have 2000 members at the most; 100000 were sent.");
        var only = response.Json().GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("pointer").GetString().ShouldBe($"/overrides/{member}");
    }

    [Fact]
    public async Task Mistakes_beyond_the_limit_are_not_told()
    {
        var response = await SubmitAsync("servers", Members(2_000, "1"));

        response.Status.ShouldBe(400);
        response.Json().GetProperty("errors").GetArrayLength().ShouldBe(100);
        response.Json().GetProperty("detail").GetString()!.ShouldEndWith(" was sent. The first 100 mistakes are told.");
    }

    [Fact]
    public async Task Each_of_many_members_is_found()
    {
        var response = await SubmitAsync("polling", $"\"interval\": \"x\", {Members(100, "1")}, \"maxVisits\": 0");

        response.Json().GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())
            .ShouldBe(["/overrides/polling/interval", "/overrides/polling/maxVisits"]);
    }

    static string Members(int count, string value) => string.Join(", ", Enumerable.Range(0, count).Select(index => $"\"s{index}\": {value}"));

    static async Task<ApiResponse> SubmitAsync(string name, string members)
    {
        var api = new TestApi(new ApiSettings { AllowServerOverrides = true });
        var overrides = $"{{\"{name}\": {{{members}}}}}";
        return await api.PostAsync("/api/runs", $$"""{"flowId": "{{await api.StoreFlowAsync()}}", "inputs": [{"name": "one"}], "overrides": {{overrides}} }""");
    }
}
