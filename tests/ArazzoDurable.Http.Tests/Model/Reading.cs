using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>Reads a run in all ways that the API has, and holds what it says to the model.</summary>
sealed class Reading(ModelRig rig, ModelRun? run)
{
    string RunId => run?.RunId ?? "00000000-0000-8000-8000-000000000000";

    bool IsUnknown => run is null or { IsDeleted: true };

    /// <summary>What is true of every run status.</summary>
    public static void CheckInvariants(JsonElement status)
    {
        var items = status.GetProperty("items");
        items.EnumerateObject().Where(count => count.Name != "total").Sum(count => count.Value.GetInt32()).ShouldBe(items.GetProperty("total").GetInt32(), status.ToString());
        status.TryGetProperty("completedAt", out _).ShouldBe(IsEnd(status), status.ToString());
    }

    public static bool IsEnd(JsonElement status) => status.GetProperty("status").GetString() is "success" or "failed" or "cancelled";

    /// <summary>All pages of a list.</summary>
    public static async Task<IReadOnlyList<JsonElement>> PagesAsync(ModelRig rig, string path, string list)
    {
        var all = new List<JsonElement>();
        for (var token = ""; ;)
        {
            var answer = await rig.SendAsync("GET", token.Length == 0 ? path : $"{path}&continuationToken={Uri.EscapeDataString(token)}");
            answer.Status.ShouldBe(200, answer.Text());
            all.AddRange(answer.Json().GetProperty(list).EnumerateArray());
            if (!answer.Json().TryGetProperty("continuationToken", out var next))
                return all;
            token = next.GetString()!;
        }
    }

    /// <summary>How the status differs from the model's; null when it does not.</summary>
    public async Task<string?> DifferenceAsync()
    {
        var status = (await rig.SendAsync("GET", $"/api/runs/{RunId}")).Json();
        CheckInvariants(status);
        return Told(status) == Expected() ? null : $"run {run!.Number.ToString(CultureInfo.InvariantCulture)} is {Told(status)}, not {Expected()}";
    }

    public async Task GetAsync(bool includeResults, bool overRpc)
    {
        var answer = overRpc
            ? await rig.SendAsync("POST", "/api/rpc", $$$"""{"jsonrpc": "2.0", "id": 1, "method": "runs/get", "params": {"runId": "{{{RunId}}}", "includeResults": {{{(includeResults ? "true" : "false")}}} }}""")
            : await rig.SendAsync("GET", $"/api/runs/{RunId}?includeResults={(includeResults ? "true" : "false")}");
        if (IsUnknown)
        {
            answer.Status.ShouldBe(overRpc ? 200 : 404);
            if (overRpc)
                answer.Json().GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32005);
            return;
        }
        answer.Status.ShouldBe(overRpc || run!.IsEnded ? 200 : 202);
        var status = overRpc ? answer.Json().GetProperty("result") : answer.Json();
        CheckInvariants(status);
        Told(status).ShouldBe(Expected());
        status.TryGetProperty("results", out var results).ShouldBe(includeResults);
        if (includeResults)
        {
            results.EnumerateArray().Select(Result).ShouldBe(run!.Items.Index().Where(each => each.Item.IsEnded).Select(each => Result(each.Index, each.Item)));
        }
    }

    public async Task ItemsAsync(ItemOutcome? status, int top)
    {
        if (IsUnknown)
        {
            (await rig.SendAsync("GET", $"/api/runs/{RunId}/items")).Status.ShouldBe(404);
            return;
        }
        var query = status is null ? "" : $"&status={Name(status.Value)}";
        var items = await PagesAsync(rig, $"/api/runs/{RunId}/items?top={top.ToString(CultureInfo.InvariantCulture)}{query}", "items");
        items.Select(Item).ShouldBe(run!.Items.Index().Where(each => status is null || Name(each.Item.Place) == Name(status.Value)).Select(each => Item(each.Index, each.Item)));
        foreach (var (index, item) in run.Items.Index())
        {
            var one = (await rig.SendAsync("GET", string.Create(CultureInfo.InvariantCulture, $"/api/runs/{RunId}/items/{index}"))).Json();
            Item(one).ShouldBe(Item(index, item));
            one.TryGetProperty("result", out _).ShouldBe(item.IsEnded);
            one.TryGetProperty("completedAt", out _).ShouldBe(item.IsEnded);
        }
        (await rig.SendAsync("GET", string.Create(CultureInfo.InvariantCulture, $"/api/runs/{RunId}/items/{run.Items.Count}"))).Status.ShouldBe(404);
    }

    static string Told(JsonElement status)
    {
        var items = status.GetProperty("items");
        return $"{status.GetProperty("status").GetString()}: {string.Join(", ", (string[])["pending", "running", "success", "failed", "cancelled"]).Split(", ").Aggregate("", (all, name) => $"{all} {items.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture)}")}";
    }

    string Expected() => string.Create(CultureInfo.InvariantCulture,
        $"{Name(run!.State)}:  {run.Count(ItemPlace.Pending)} {run.Count(ItemPlace.AtGate, ItemPlace.InCall)} {run.Count(ItemPlace.Success)} {run.Count(ItemPlace.Failed)} {run.Count(ItemPlace.Cancelled)}");

    static string Result(JsonElement result) => string.Join(
        ' ', result.GetProperty("itemIndex"), result.GetProperty("status"), result.GetProperty("result").GetProperty("outcome"),
        result.GetProperty("result").TryGetProperty("value", out var value) && result.GetProperty("status").ValueEquals("success") ? value.GetProperty("item").ToString() : "-",
        result.GetProperty("result").TryGetProperty("error", out _) ? "error" : "-");

    static string Result(int index, ModelItem item) => string.Create(CultureInfo.InvariantCulture,
        $"{index} {Name(item.Place)} {Name(item.Place)} {(item.Place is ItemPlace.Success ? index.ToString(CultureInfo.InvariantCulture) : "-")} {(item.Place is ItemPlace.Success ? "-" : "error")}");

    static string Item(JsonElement item) => $"{item.GetProperty("itemIndex")} {item.GetProperty("status")}";

    static string Item(int index, ModelItem item) => string.Create(CultureInfo.InvariantCulture, $"{index} {Name(item.Place)}");

    static string Name<T>(T value) where T : struct, Enum => value is ItemPlace.AtGate or ItemPlace.InCall ? "running" : JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
