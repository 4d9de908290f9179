using System.Collections.Frozen;
using System.Text.Json;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>A case of a walk (<c>docs/conformance.md</c>) as a host over HTTP can play it: with a real clock and a real network.</summary>
sealed class HostCase
{
    /// <summary>What a client cannot ask of a host, or see.</summary>
    static readonly FrozenSet<string> BeyondHttp = FrozenSet.Create(
        StringComparer.Ordinal, "dialect", "environment", "host-credentials", "auth", "cancel-after", "idempotencyKey", "servers", "waits-about", "parallel");

    /// <summary>The longest that a case may wait in real time, in milliseconds.</summary>
    const double LongestWait = 1000;

    /// <summary>The slowest pace of a loop that is played, in seconds.</summary>
    const double LongestPace = 0.2;

    /// <summary>What makes a walk wait whatever the submit says.</summary>
    static readonly string[] MayWait = ["retryAfter", "Retry-After", "x-polling"];

    static readonly Lazy<Dictionary<string, HostCase[]>> All = new(() => Directory
        .EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .GroupBy(GroupOf, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.SelectMany(WalkCase.ReadFile).Select(given => new HostCase(given)).ToArray(), StringComparer.Ordinal));

    static readonly Lazy<Dictionary<string, HostCase[]>> Playable = new(() =>
        All.Value.ToDictionary(group => group.Key, group => group.Value.Where(each => each.IsPlayable).ToArray(), StringComparer.Ordinal));

    readonly string text;

    HostCase(WalkCase given)
    {
        Given = given;
        text = string.Join(' ', Members("steps", "workflows", "answers", "components", "of-main", "document", "documents", "overrides").Select(member => member.GetRawText()));
    }

    public WalkCase Given { get; }

    public string Name => Given.Name;

    /// <summary>How many cases there are, those that cannot be played here too.</summary>
    public static int Known => All.Value.Values.Sum(group => group.Length);

    /// <summary>The cases that can be played, by their files; those that have a file of their own by their first words.</summary>
    public static IReadOnlyDictionary<string, HostCase[]> Groups => Playable.Value;

    /// <summary>The members of the submit besides the flow and the inputs.</summary>
    public string Submission
    {
        get
        {
            var overrides = new Dictionary<string, object> { ["polling"] = Given["polling"] is { } polling ? Polling(polling) : new Dictionary<string, object> { ["interval"] = 0 } };
            if (Given["overrides"] is { } steps)
                overrides["steps"] = steps.EnumerateObject().ToDictionary(step => step.Name, step => new Dictionary<string, object> { ["value"] = step.Value });
            var members = new Dictionary<string, object> { ["overrides"] = overrides };
            if (Given["workflow"]?.GetString() is { } workflow)
                members["workflowId"] = workflow;
            return $", {JsonSerializer.Serialize(members)[1..^1]}";
        }
    }

    /// <summary>Whether it can be played, and within a moment.</summary>
    bool IsPlayable => Generations().All(given => !BeyondHttp.Any(member => given[member] is not null) && given.Answers.All(answer => !answer.TryGetProperty("refuse", out _) && !answer.TryGetProperty("takes", out _)))
        && Generations().All(given => IsReached(given["requests"]))
        && !Documents.Contains("\"$self\"", StringComparison.Ordinal)
        && Waits <= LongestWait
        && Pace <= LongestPace;

    /// <summary>How long it waits in real time: pacing is set to nothing, what a document or an answer says is not.</summary>
    double Waits => !MayWait.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 0
        : Generations().All(given => given["waits"] is not null) ? Generations().Sum(given => given["waits"]!.Value.EnumerateArray().Sum(wait => wait.GetDouble()))
        : text.Contains("retry", StringComparison.OrdinalIgnoreCase) ? double.PositiveInfinity : 0;

    /// <summary>The pace that the case sets, in seconds.</summary>
    double Pace => Given["polling"] is { } polling && polling.TryGetProperty("interval", out var interval) ? interval.GetDouble() : 0;

    string Documents => string.Join('\n', Given.Sources().Values.Append(Given.Description()).Select(document => document.GetRawText()));

    /// <summary>Whether the servers that are called stand in the documents as they are: others cannot be put in their place.</summary>
    bool IsReached(JsonElement? requests) => (requests?.EnumerateArray() ?? [])
        .Select(request => request.ValueKind is JsonValueKind.Object ? request.GetProperty("call").GetString()! : request.GetString()!)
        .Where(call => call.Contains(" https://", StringComparison.Ordinal))
        .All(call => Documents.Contains(new Uri(call.Split(' ')[1]).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Walk", "cases");

    IEnumerable<WalkCase> Generations()
    {
        for (var given = Given; given is not null; given = given.Rerun)
            yield return given;
    }

    IEnumerable<JsonElement> Members(params string[] names) =>
        Generations().SelectMany(given => names.Select(name => given[name])).OfType<JsonElement>();

    static Dictionary<string, object> Polling(JsonElement polling) =>
        polling.EnumerateObject().Where(member => member.Name is not "constant").ToDictionary(member => member.Name, member => (object)member.Value);

    static string GroupOf(string path)
    {
        var name = Path.GetRelativePath(Folder, path).Replace('\\', '/')[..^".yaml".Length];
        return name.Contains('/', StringComparison.Ordinal) ? name : $"{name.Split('-')[0]}-";
    }
}
