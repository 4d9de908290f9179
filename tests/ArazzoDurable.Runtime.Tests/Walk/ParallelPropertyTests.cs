using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Runtime.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>
/// Whatever depends on whatever: a parallel walk makes the calls of the sequential one, comes to the same outputs, and makes no step
/// before those that it depends on.
/// </summary>
public sealed class ParallelPropertyTests
{
    const int MaxSteps = 8;

    [Fact]
    public void Parallel_walk_is_the_sequential_one_in_another_order() => Prop.ForAll(Plans().ToArbitrary(), plan =>
    {
        var description = plan.Description();

        var sequential = Walk(description, parallel: false);
        var parallel = Walk(description, parallel: true);

        parallel.Outputs.ShouldBe(sequential.Outputs);
        parallel.Calls.Order(StringComparer.Ordinal).ShouldBe(sequential.Calls.Order(StringComparer.Ordinal));
        foreach (var walk in new[] { sequential, parallel })
        {
            foreach (var (before, after) in plan.Dependencies)
                walk.PlaceOf(before).ShouldBeLessThan(walk.PlaceOf(after), $"{description}");
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Steps_without_dependencies_are_walked_together()
    {
        var plan = new Plan([0, 1, 2], [], [], []);
        var rig = await RigAsync(plan.Description(), parallel: true, new EchoNetwork());
        rig.Started[0].Decision.ShouldBeOfType<Runtime.Walk.Decision.Together>().Branches.Length.ShouldBe(3);
    }

    static Walked Walk(JsonElement description, bool parallel)
    {
        var network = new EchoNetwork();
        // Nothing here waits for anything: the clock, the store and the network are in memory.
        var rig = RigAsync(description, parallel, network).GetAwaiter().GetResult();
        var result = rig.Output.GetProperty("results")[0].GetProperty("result");
        result.GetProperty("outcome").GetString().ShouldBe("success", result.GetRawText());
        return new Walked([.. network.Calls], result.GetProperty("value").GetRawText());
    }

    static async Task<WalkRig> RigAsync(JsonElement description, bool parallel, EchoNetwork network)
    {
        var rig = new WalkRig(network, new ManualTime());
        var api = WalkCase.Parse("operations: {x: 'GET /x/{step}'}").Sources();
        var outcome = await rig.SubmitAsync(await rig.StoreAsync(description, api), JsonElement.Parse("{}"), WalkFlow.Options with { Parallel = parallel });
        outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Problems.FirstOrDefault()?.Message ?? "");
        return rig;
    }

    static Gen<Plan> Plans() =>
        from count in Gen.Choose(1, MaxSteps)
        from list in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from explicits in Pairs(count, 3)
        from reads in Pairs(count, 3)
        from alone in Gen.Choose(0, 5).ArrayOf(count)
        select new Plan(list, explicits, [.. reads.Where(pair => IsThere(pair, list, explicits))], [.. Enumerable.Range(0, count).Where(step => alone[step] == 0)]);

    /// <summary>Whether a step may read another one: it stands after it, or depends on it, be it over others. All else is refused.</summary>
    static bool IsThere((int Before, int After) read, int[] list, (int Before, int After)[] explicits) =>
        Array.IndexOf(list, read.Before) < Array.IndexOf(list, read.After) || DependsOn(read.After, read.Before, explicits);

    // Steps depend on those of smaller numbers only, so this comes to an end.
    static bool DependsOn(int after, int before, (int Before, int After)[] explicits) =>
        explicits.Any(pair => pair.After == after && (pair.Before == before || DependsOn(pair.Before, before, explicits)));

    /// <summary>Pairs of steps, the earlier one first: each with a chance of one in so many.</summary>
    static Gen<(int Before, int After)[]> Pairs(int count, int chance)
    {
        var pairs = (from after in Enumerable.Range(0, count) from before in Enumerable.Range(0, after) select (before, after)).ToArray();
        return Gen.Choose(1, chance).ArrayOf(pairs.Length).Select(drawn => pairs.Where((_, at) => drawn[at] == 1).ToArray());
    }

    sealed record Walked(IReadOnlyList<string> Calls, string Outputs)
    {
        public int PlaceOf(int step) => Calls.ToList().FindIndex(call => call.StartsWith($"/v1/x/s{step}", StringComparison.Ordinal));
    }

    /// <summary>Steps in the order of the list; which say that they depend on which, which read which, and which may end the workflow.</summary>
    sealed record Plan(int[] List, (int Before, int After)[] Explicit, (int Before, int After)[] Reads, int[] Alone)
    {
        /// <summary>What has to come after what: what is said, and what is read.</summary>
        public IEnumerable<(int Before, int After)> Dependencies => Explicit.Concat(Reads);

        public JsonElement Description() => JsonElement.Parse(new JsonObject
        {
            ["arazzo"] = "1.1.0",
            ["info"] = new JsonObject { ["title"] = "t", ["version"] = "1" },
            ["sourceDescriptions"] = new JsonArray(new JsonObject { ["name"] = "api", ["url"] = "api.yaml", ["type"] = "openapi" }),
            ["workflows"] = new JsonArray(new JsonObject
            {
                ["workflowId"] = "main",
                ["steps"] = new JsonArray([.. List.Select(Step)]),
                ["outputs"] = new JsonObject(List.Order().Select(step => KeyValuePair.Create($"s{step}", (JsonNode?)$"$steps.s{step}.outputs.x"))),
            }),
        }.ToJsonString());

        JsonNode Step(int step)
        {
            var parameters = Reads.Where(pair => pair.After == step).Select(pair => Parameter($"s{pair.Before}", "query", $"$steps.s{pair.Before}.outputs.x"));
            var node = new JsonObject
            {
                ["stepId"] = $"s{step}",
                ["operationId"] = "x",
                ["parameters"] = new JsonArray([Parameter("step", "path", $"s{step}"), .. parameters]),
                ["outputs"] = new JsonObject { ["x"] = "$response.body#/x" },
            };
            if (Explicit.Any(pair => pair.After == step))
                node["dependsOn"] = new JsonArray([.. Explicit.Where(pair => pair.After == step).Select(pair => (JsonNode)$"s{pair.Before}")]);
            if (Alone.Contains(step))
                node["onSuccess"] = new JsonArray(JsonNode.Parse("""{"name": "never", "type": "end", "criteria": [{"condition": "$statusCode == 299"}]}"""));
            return node;
        }

        static JsonNode Parameter(string name, string place, string value) => new JsonObject { ["name"] = name, ["in"] = place, ["value"] = value };
    }
}
