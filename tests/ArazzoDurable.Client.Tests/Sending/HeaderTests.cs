using ArazzoDurable.Client.Blobs;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Client.Tests.Sending;

public sealed class HeaderTests
{
    [Fact]
    public async Task Key_goes_in_its_header_and_nowhere_else()
    {
        var server = new ScriptedServer().ThenJson(200, Json.Run());

        await server.Client(key: "k-1").GetRunAsync("r");

        server.Requests[0].Header("x-functions-key").ShouldBe("k-1");
        server.Lines.ShouldBe(["GET /api/runs/r"]);
    }

    [Fact]
    public async Task Answer_from_another_host_is_refused()
    {
        var answer = ScriptedServer.Answer(200, Json.Run(), "application/json");
        answer.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://elsewhere.test/api/runs/r");

        var refused = await Should.ThrowAsync<ArazzoApiException>(() => new ScriptedServer().Then(answer).Client(key: "k-1").GetRunAsync("r"));

        refused.Code.ShouldBe(ArazzoApiException.UnreadableAnswer);
        refused.Message.ShouldStartWith("GET /api/runs/r was redirected from arazzo.test to elsewhere.test,");
    }

    [Fact]
    public void Handler_of_a_client_follows_no_redirects()
    {
        using var handler = ArazzoClient.CreateHandler();

        handler.AllowAutoRedirect.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_post_tells_its_length()
    {
        var server = new ScriptedServer()
            .ThenJson(202, Json.Run()).ThenJson(202, Json.Run()).ThenJson(202, Json.Run()).ThenJson(202, Json.Run()).ThenJson(202, Json.Run())
            .ThenJson(201, """{"flowId": "sha256:00", "workflows": [], "diagnostics": []}""")
            .ThenJson(201, """{"flowId": "sha256:00", "workflows": [], "diagnostics": []}""")
            .ThenJson(200, """{"jsonrpc": "2.0", "id": 1, "result": {"blobId": "sha256:00"}}""");
        var client = server.Client();
        var text = "arazzo: 1.0.1"u8.ToArray();

        await client.SubmitRunAsync(new SubmitRequest("sha256:00"));
        await client.CancelRunAsync("r");
        await client.SuspendRunAsync("r");
        await client.ResumeRunAsync("r");
        await client.RerunAsync("r");
        await client.PutFlowAsync(new FlowUpload.Documents(text, System.Collections.Immutable.ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("lib/boxes", text)));
        await client.PutFlowAsync(new FlowUpload.Bundle(System.Text.Json.JsonElement.Parse("{}")));
        await client.PutBlobAsync(new Blob(System.Text.Json.JsonElement.Parse("7")));

        foreach (var request in server.Requests)
            request.Header("Content-Length").ShouldBe(request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Line);
        server.Requests[1].Header("Content-Length").ShouldBe("0");
        server.Requests[5].Text.ShouldContain("name=\"lib/boxes\"");
    }

    [Fact]
    public async Task Client_is_made_by_a_factory_of_http_clients()
    {
        var server = new ScriptedServer().ThenJson(200, Json.Run());
        var services = new ServiceCollection();
        services.AddHttpClient<ArazzoClient>(http =>
        {
            http.BaseAddress = new Uri("http://arazzo.test");
            http.DefaultRequestHeaders.Add("x-functions-key", "k-2");
        }).ConfigurePrimaryHttpMessageHandler(() => server.Handler);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ArazzoClient>().GetRunAsync("r");

        server.Requests[0].Header("x-functions-key").ShouldBe("k-2");
    }
}
