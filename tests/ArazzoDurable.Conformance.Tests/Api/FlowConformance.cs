using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Flows are stored, listed, given back, drawn and refused.</summary>
public abstract class FlowConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Bundle_is_stored_once_under_the_address_of_its_content()
    {
        await using var boxes = await Boxes.StartAsync();
        var flow = boxes.Flow;

        var stored = (await Api.PostAsync("/api/flows", flow.ToString())).Expect(201);
        var indented = JsonNode.Parse(flow.ToString())!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        var again = (await Api.PostAsync("/api/flows", indented)).Expect(200);

        var flowId = stored["flowId"].GetString()!;
        again["flowId"].GetString().ShouldBe(flowId);
        again.Headers["Location"].ShouldBe(stored.Headers["Location"]);
        stored.Headers["Location"].ShouldEndWith($"/api/flows/{flowId}");
        var workflow = stored["workflows"].EnumerateArray().ShouldHaveSingleItem();
        workflow.GetProperty("workflowId").GetString().ShouldBe("main");
        workflow.GetProperty("inputs").GetProperty("required")[0].GetString().ShouldBe("name");
        stored["diagnostics"].GetArrayLength().ShouldBe(0, stored.Text);
    }

    [HostFact]
    public async Task Bundle_comes_back_in_the_form_that_its_id_names()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);

        var bundle = (await Api.GetAsync($"/api/flows/{flowId}")).Expect(200);
        var bare = (await Api.GetAsync($"/api/flows/{flowId["sha256:".Length..].ToUpperInvariant()}")).Expect(200);

        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bundle.Body))}".ShouldBe(flowId);
        bare.Text.ShouldBe(bundle.Text);
        bundle["arazzo"].GetProperty("workflows")[0].GetProperty("workflowId").GetString().ShouldBe("main");
        bundle["sources"].GetProperty("api").GetProperty("servers")[0].GetProperty("url").GetString().ShouldStartWith(boxes.Server.Url);
    }

    [HostFact]
    public async Task Form_in_yaml_gives_the_same_flow_as_json()
    {
        var title = $"Boxes {Guid.NewGuid()}";
        var description = (await CaseAsync("boxes.arazzo.yaml")).Replace("title: Boxes", $"title: {title}", StringComparison.Ordinal);
        var source = await CaseAsync("boxes.openapi.yaml");
        using var form = new MultipartFormDataContent { { Part(description), "arazzo", "boxes.arazzo.yaml" }, { Part(source), "boxes", "boxes.openapi.yaml" } };

        var stored = (await Api.SendAsync(HttpMethod.Post, "/api/flows", form)).Expect(201);
        var bundle = (await Api.GetAsync($"/api/flows/{stored["flowId"].GetString()}")).Expect(200);
        var again = (await Api.PostAsync("/api/flows", bundle.Text)).Expect(200);

        again["flowId"].GetString().ShouldBe(stored["flowId"].GetString());
        bundle["arazzo"].GetProperty("info").GetProperty("title").GetString().ShouldBe(title);
        bundle["sources"].GetProperty("boxes").GetProperty("paths").EnumerateObject().Select(path => path.Name).ShouldBe(["/boxes", "/boxes/{boxId}"]);
        stored["workflows"][0].GetProperty("summary").GetString().ShouldBe("Starts a box and waits until it runs.");
    }

    [HostFact]
    public async Task Listing_tells_each_flow_once_in_the_order_of_the_ids()
    {
        await using var boxes = await Boxes.StartAsync();
        var (one, two) = (boxes.Flow, boxes.Flow);
        string[] stored = [await Api.StoreAsync(one), await Api.StoreAsync(two)];

        var listed = new List<JsonElement>();
        for (string? token = "", query = "?top=200"; token is not null; query = $"?top=200&continuationToken={Uri.EscapeDataString(token ?? "")}")
        {
            var page = (await Api.GetAsync($"/api/flows{query}")).Expect(200);
            listed.AddRange(page["flows"].EnumerateArray());
            token = page.Json.TryGetProperty("continuationToken", out var next) ? next.GetString() : null;
        }

        var ids = listed.ConvertAll(flow => flow.GetProperty("flowId").GetString()!);
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
        ids.ShouldContain(stored[0]);
        listed.Single(flow => flow.GetProperty("flowId").GetString() == stored[1]).GetProperty("flowName").GetString().ShouldBe(two.Title);
        (await Api.GetAsync("/api/flows?top=1")).Expect(200)["flows"].GetArrayLength().ShouldBeLessThanOrEqualTo(1);
    }

    [HostFact]
    public async Task Graph_is_drawn_of_all_workflows_or_of_one()
    {
        await using var boxes = await Boxes.StartAsync();
        var flowId = await Api.StoreAsync(boxes.Flow);

        var all = (await Api.GetAsync($"/api/flows/{flowId}/graph")).Expect(200);
        var one = (await Api.GetAsync($"/api/flows/{flowId}/graph?workflowId=main")).Expect(200);
        var none = (await Api.GetAsync($"/api/flows/{flowId}/graph?workflowId=other")).Expect(404);

        all.ContentType.ShouldNotBeNull().ShouldStartWith("text/vnd.mermaid");
        all.Text.ShouldStartWith("flowchart");
        one.Text.ShouldContain("look");
        none.Code.ShouldBe("unknown-workflow");
    }

    [HostFact]
    public async Task Flow_with_errors_is_refused_with_the_place_of_each()
    {
        var description = $"arazzo: 1.0.1\ninfo: {{title: Wrong {Guid.NewGuid()}, version: '1'}}\nsourceDescriptions: [{{name: boxes, url: boxes.yaml, type: openapi}}]\nworkflows:\n"
            + "- workflowId: main\n  steps:\n  - stepId: a\n    operationId: nothing\n";
        using var form = new MultipartFormDataContent { { Part(description), "arazzo" }, { Part(await CaseAsync("boxes.openapi.yaml")), "boxes" } };

        var refused = (await Api.SendAsync(HttpMethod.Post, "/api/flows", form)).Expect(422);

        refused.Code.ShouldBe("invalid-flow");
        var mistake = refused["diagnostics"].EnumerateArray().Single(diagnostic => diagnostic.GetProperty("severity").GetString() == "error");
        mistake.GetProperty("pointer").GetString().ShouldBe("/workflows/0/steps/0/operationId");
        mistake.GetProperty("line").GetInt32().ToString(CultureInfo.InvariantCulture).ShouldBe("8");
    }

    static StringContent Part(string text) => new(text, Encoding.UTF8, "application/yaml");

    static Task<string> CaseAsync(string name) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Api", "cases", name));
}
