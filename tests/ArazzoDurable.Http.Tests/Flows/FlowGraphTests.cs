using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Flows;

public sealed class FlowGraphTests
{
    readonly TestApi api = new();

    [Theory]
    [InlineData("")]
    [InlineData("?workflowId=start-box")]
    public async Task Graph_shows_the_ways_of_the_flow(string query)
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.GetAsync($"/api/flows/{flowId}/graph{query}");

        (response.Status, response.ContentType).ShouldBe((200, "text/vnd.mermaid; charset=utf-8"));
        response.Text().ShouldStartWith("flowchart TD\n");
        response.Text().ShouldContain("create");
        response.Text().ShouldContain("ready");
    }

    [Fact]
    public async Task Unknown_workflow_is_told_with_those_that_there_are()
    {
        var flowId = await api.StoreFlowAsync();

        var response = await api.GetAsync($"/api/flows/{flowId}/graph?workflowId=nothing");

        response.Status.ShouldBe(404);
        response.Json().GetProperty("code").GetString().ShouldBe("unknown-workflow");
        response.Json().GetProperty("detail").GetString().ShouldBe("The flow has no workflow 'nothing'; it has 'start-box'.");
    }

    [Theory]
    [InlineData("sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task Unknown_flow_is_not_found(string flowId)
    {
        var response = await api.GetAsync($"/api/flows/{flowId}/graph");

        response.Status.ShouldBe(404);
        response.Json().GetProperty("code").GetString().ShouldBe("unknown-flow");
    }
}
