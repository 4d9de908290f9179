using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Rpc;

/// <summary>Whatever is sent, it is answered, and nothing on our side gives way.</summary>
public sealed class AnyFrameTests
{
    const int Bodies = 3000;

    static readonly string[] Names =
    [
        "jsonrpc", "id", "method", "params", "flowId", "flow_id", "workflowId", "inputs", "wait", "timeoutSecs", "timeout_secs", "maxConcurrency", "overrides", "servers",
        "polling", "interval", "steps", "runId", "run_id", "includeResults", "resultOrder", "observability", "subflowKey", "data", "blobType", "blobId", "arazzo", "sources",
        "name", "", "é\u0000", "$ref",
    ];

    static readonly string[] Texts =
    [
        "2.0", "runs/submit", "runs/get", "blobs/put", "blobs/get", "flow", "data", "byIndex", "", "start-box", "1.0.1", "http://127.0.0.1:1", "\ud83d\ude00", "sha256:" + new string('0', 64),
        "01234567-89ab-8def-8123-456789abcdef", "x\u2028\"\\",
    ];

    static readonly string[] Numbers = ["0", "-1", "1", "1e400", "0.5", "-0", "123456789012345678901234567890", "1E-400", "2147483648"];

    [Fact]
    public async Task Any_json_is_answered_and_nothing_of_ours_fails()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var api = new TestApi(new ApiSettings { RequestsPerSecond = 0 });
        var flowId = await api.StoreFlowAsync();
        var runId = await api.StartRunAsync();
        for (var number = 0; number < Bodies; number++)
        {
            var body = random.Next(3) switch
            {
                0 => Any(random, 4),
                1 => Frame(random, flowId, runId),
                _ => $"[{string.Join(",", Enumerable.Range(0, random.Next(5)).Select(_ => Frame(random, flowId, runId)))}]",
            };
            var because = string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {body}");

            var response = await api.PostAsync("/api/rpc", "application/json", Encoding.UTF8.GetBytes(body));

            response.Status.ShouldBeOneOf([200, 204, 400], because);
            response.Text().ShouldNotContain("-32603", Case.Sensitive, because);
            api.Failures.ShouldBeEmpty(because);
            // The same values, as the body of a submit and of a flow.
            (await api.PostAsync("/api/runs", body)).Status.ShouldBeLessThan(500, because);
            (await api.PostAsync("/api/flows", body)).Status.ShouldBeLessThan(500, because);
            api.Failures.ShouldBeEmpty(because);
        }
    }

    /// <summary>A good frame in which some values are others.</summary>
    static string Frame(Random random, string flowId, string runId)
    {
        var method = random.Next(5);
        var values = (JsonObject)JsonNode.Parse(method switch
        {
            0 => $$$"""{"flowId": "{{{flowId}}}", "inputs": [{"name": "one"}], "overrides": {"polling": {"interval": 1}, "servers": {}}, "maxConcurrency": 3, "subflowKey": "{{{runId}}}"}""",
            1 => $$"""{"runId": "{{runId}}", "includeResults": true, "resultOrder": "by_index", "timeoutSecs": 0, "wait": true}""",
            2 => """{"data": {"a": 1}, "blobType": "data"}""",
            3 => """{"data": {"arazzo": {"arazzo": "1.0.1", "info": {"title": "t", "version": "1"}, "sourceDescriptions": [], "workflows": []}, "sources": {}}, "blobType": "flow"}""",
            _ => $$"""{"blobId": "{{flowId}}"}""",
        })!;
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var name = random.Next(2) == 0 ? values.ElementAt(random.Next(values.Count)).Key : Names[random.Next(Names.Length)];
            // No wait outlasts the test.
            if (name is not ("timeoutSecs" or "timeout_secs" or "wait"))
                values[name] = JsonNode.Parse(Any(random, 3));
        }
        var names = new[] { "runs/submit", "runs/get", "blobs/put", "blobs/put", "blobs/get" };
        var frame = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = random.Next(9), ["method"] = names[method], ["params"] = values };
        if (random.Next(4) == 0)
            frame[Names[random.Next(4)]] = JsonNode.Parse(Any(random, 2));
        if (random.Next(6) == 0)
            frame.Remove("id");
        return frame.ToJsonString();
    }

    static string Any(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => Numbers[random.Next(Numbers.Length)],
        3 or 4 => JsonSerializer.Serialize(Texts[random.Next(Texts.Length)]),
        5 => $"[{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1)))}]",
        _ => $"{{{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Names[random.Next(Names.Length)]).Distinct().Select(name => $"{JsonSerializer.Serialize(name)}:{Any(random, depth - 1)}"))}}}",
    };
}
