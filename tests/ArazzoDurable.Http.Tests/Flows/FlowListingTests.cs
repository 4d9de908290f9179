using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Flows;

public sealed class FlowListingTests
{
    [Fact]
    public async Task Pages_hold_every_flow_once()
    {
        var api = new TestApi();
        for (var i = 0; i < 5; i++)
            await api.PutFlowAsync(TestApi.Description.Replace("2.1.0", $"2.1.{i}", StringComparison.Ordinal), ("boxes", TestApi.Source));
        var labels = new List<string?>();
        var token = "";
        do
        {
            var page = (await api.GetAsync($"/api/flows?top=2{token}")).Json();
            labels.AddRange(page.GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("flowLabel").GetString()));
            token = page.TryGetProperty("continuationToken", out var next) ? $"&continuationToken={next.GetString()}" : null;
        }
        while (token is not null);

        labels.Order().ShouldBe(["2.1.0", "2.1.1", "2.1.2", "2.1.3", "2.1.4"]);
    }

    [Fact]
    public async Task Flow_is_listed_with_its_name()
    {
        var api = new TestApi();
        var flowId = await api.StoreFlowAsync();

        (await api.GetAsync("/api/flows")).Text().ShouldBe($$"""{"flows":[{"flowId":"{{flowId}}","flowName":"Boxes","flowLabel":"2.1.0"}]}""");
    }

    [Fact]
    public async Task Damaged_flow_is_listed_as_such_and_hides_no_other()
    {
        var api = new TestApi();
        var flowId = await api.StoreFlowAsync();
        await api.Store.PutAsync($"flows/{new string('0', 64)}", "{}"u8.ToArray(), default);

        (await api.GetAsync("/api/flows")).Text().ShouldBe(
            $$"""{"flows":[{"flowId":"sha256:{{new string('0', 64)}}","damaged":true},{"flowId":"{{flowId}}","flowName":"Boxes","flowLabel":"2.1.0"}]}""");
    }
}
