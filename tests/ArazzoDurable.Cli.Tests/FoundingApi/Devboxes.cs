using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>
/// Runloop's devboxes. Each id is a running devbox when it is first named, but for those that begin with <c>missing</c>, which do not exist.
/// Suspending and resuming take some waits; a step out of turn is refused with 409.
/// </summary>
sealed class Devboxes(int timeouts, Action<string> effect)
{
    static readonly string[] Statuses =
        ["provisioning", "initializing", "running", "suspending", "suspended", "resuming", "failure", "shutdown"];

    readonly Dictionary<string, Devbox> devboxes = [];
    int snapshots;

    internal Reply Get(string id) => Find(id) is { } devbox ? devbox.View() : Reply.NotFound;

    internal Reply Suspend(string id) => Move(id, "suspend", from: ["running"], "suspending", "suspended");

    internal Reply Resume(string id) => Move(id, "resume", from: ["suspended"], "resuming", "running");

    internal Reply ShutDown(string id) => Move(id, "shutdown", from: ["running", "suspended"], "shutdown", null);

    internal Reply Snapshot(string id, JsonNode? body)
    {
        if (Find(id) is not { } devbox)
            return Reply.NotFound;
        if (devbox.Status != "running")
            return Reply.Refused(409, $"Cannot snapshot a devbox that is {devbox.Status}.");
        effect($"snapshot {id}");
        return Reply.Of(new JsonObject
        {
            ["id"] = $"snp_{++snapshots}",
            ["source_devbox_id"] = id,
            ["create_time_ms"] = 1_700_000_000_000,
            ["metadata"] = new JsonObject(),
            ["name"] = body?["name"]?.DeepClone(),
            ["commit_message"] = body?["commit_message"]?.DeepClone(),
        });
    }

    internal Reply Wait(string id, JsonNode? body)
    {
        if (Find(id) is not { } devbox)
            return Reply.NotFound;
        if (body?["statuses"] is not JsonArray { Count: > 0 } wanted || wanted.Any(status => status?.GetValueKind() != JsonValueKind.String))
            return Reply.Refused(400, "statuses is required.");
        var names = wanted.Select(status => status!.GetValue<string>()).ToList();
        if (names.Except(Statuses).FirstOrDefault() is { } unknown)
            return Reply.Refused(400, $"Invalid status '{unknown}'.");
        if (devbox.Arriving is { } arriving && devbox.TimeoutsLeft-- <= 0)
            (devbox.Status, devbox.Arriving) = (arriving, null);
        return names.Contains(devbox.Status) ? devbox.View() : Reply.Refused(408, $"Timeout: the devbox is {devbox.Status}.", notYet: true);
    }

    Reply Move(string id, string verb, string[] from, string status, string? arriving)
    {
        if (Find(id) is not { } devbox)
            return Reply.NotFound;
        if (!from.Contains(devbox.Status))
            return Reply.Refused(409, $"Cannot {verb} a devbox that is {devbox.Status}.");
        (devbox.Status, devbox.Arriving, devbox.TimeoutsLeft) = (status, arriving, Math.Max(1, timeouts));
        effect($"{verb} {id}");
        return devbox.View();
    }

    Devbox? Find(string id)
    {
        if (id.StartsWith("missing", StringComparison.Ordinal))
            return null;
        if (!devboxes.TryGetValue(id, out var devbox))
            devboxes[id] = devbox = new Devbox(id);
        return devbox;
    }

    sealed class Devbox(string id)
    {
        internal string Status { get; set; } = "running";

        internal string? Arriving { get; set; }

        internal int TimeoutsLeft { get; set; }

        internal Reply View() => Reply.Of(new JsonObject
        {
            ["id"] = id,
            ["status"] = Status,
            ["create_time_ms"] = 1_700_000_000_000,
            ["end_time_ms"] = null,
            ["metadata"] = new JsonObject(),
            ["launch_parameters"] = new JsonObject(),
            ["capabilities"] = new JsonArray(),
            ["state_transitions"] = new JsonArray(),
        });
    }
}
