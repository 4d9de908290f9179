using System.Text;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Http.Tests.EndToEnd;

public sealed class EmbeddedRunTests
{
    [Fact]
    public async Task Flow_is_sent_run_and_told_of_over_the_api_alone()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);

        var stored = await SendAsync(
            embedded, "POST", "/api/flows", Form.Of([("arazzo", TestApi.Description), ("boxes", TestApi.Source)]), $"multipart/form-data; boundary={Form.Boundary}");
        var flowId = stored.Json().GetProperty("flowId").GetString();
        var run = await SendAsync(embedded, "POST", "/api/runs", Encoding.UTF8.GetBytes($$$"""
            {"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "wait": true, "timeoutSecs": 60,
             "overrides": {"servers": {"boxes": "{{{boxes.Url}}}"}, "polling": {"interval": 0} } }
            """));

        run.Status.ShouldBe(200, run.Text());
        run.Json().GetProperty("status").GetString().ShouldBe("success", run.Text());
        run.Json().GetProperty("results")[0].GetProperty("result").GetRawText().ShouldBe(
            """{"outcome":"success","value":{"boxId":"b1","state":"running"}}""");
        boxes.Requests.Select(request => request.Line).ShouldBe([
            "POST /v1/boxes HTTP/1.1", "GET /v1/boxes/b1 HTTP/1.1", "GET /v1/boxes/b1 HTTP/1.1", "GET /v1/boxes/b1 HTTP/1.1",
        ]);
        boxes.Requests.First().Body.ShouldBe("""{"name":"one","size":1}""");

        var runId = run.Json().GetProperty("runId").GetString();
        var instance = await SendAsync(embedded, "GET", $"/runtime/webhooks/durabletask/instances/{runId}");
        instance.Status.ShouldBe(200);
        instance.Json().GetProperty("runtimeStatus").GetString().ShouldBe("Completed");
        instance.Json().GetProperty("output").GetProperty("status").GetString().ShouldBe("success");
        var listed = await SendAsync(embedded, "GET", "/api/runs?status=success");
        listed.Json().GetProperty("runs")[0].GetProperty("runId").GetString().ShouldBe(runId);
    }

    static async Task<ApiResponse> SendAsync(EmbeddedApi embedded, string method, string path, byte[]? body = null, string contentType = "application/json")
    {
        var request = new ApiRequest(method, new Uri(TestApi.Origin + path), [KeyValuePair.Create("Content-Type", contentType)], new MemoryStream(body ?? []));
        return AnswerContract.Check(request, await embedded.Api.HandleAsync(request, default));
    }
}
