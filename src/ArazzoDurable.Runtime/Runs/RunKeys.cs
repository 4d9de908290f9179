using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Under which keys a run's things are stored, and under which ids its instances run.</summary>
public static class RunKeys
{
    /// <summary>What the keys of all run records begin with.</summary>
    public const string RecordPrefix = "runs/";

    /// <summary>The key of a run's record.</summary>
    public static string Record(string runId) => $"{RecordPrefix}{runId}";

    /// <summary>What the ids of all runs begin with that are submitted before the year 2527, and those of no other instances.</summary>
    public const string RunPrefix = "f";

    /// <summary>What the keys of the marks of all commands begin with.</summary>
    public const string CommandPrefix = "commands/";

    /// <summary>The key of the mark of a command that is being carried out.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="mark">What tells the commands of the run apart.</param>
    public static string Command(string runId, string mark) => $"{CommandPrefix}{runId}/{mark}";

    /// <summary>The key of the place at which a part of the sweep broke off.</summary>
    public static string SweepPlace(string part) => $"sweeps/{part}";

    /// <summary>The key of the reservation that a submit with an idempotency key makes.</summary>
    /// <param name="digest">The digest of the idempotency key: <see cref="RunRecord.SubmitKey"/>.</param>
    public static string Submit(string digest) => $"submits/{digest}";

    /// <summary>What the keys of the results of a run begin with.</summary>
    public static string ResultPrefix(string runId) => $"results/{runId}/";

    /// <summary>The key of the result of an item.</summary>
    public static string Result(string runId, int item) => string.Create(CultureInfo.InvariantCulture, $"{ResultPrefix(runId)}{item:D5}");

    /// <summary>The key of the inputs of an item.</summary>
    public static string Inputs(string runId, int item) => string.Create(CultureInfo.InvariantCulture, $"inputs/{runId}/{item:D5}");

    /// <summary>The key of a checkpoint that a walk of an item left, told apart by what walked.</summary>
    public static string Checkpoint(string runId, int item, params ReadOnlySpan<string> walker) =>
        string.Create(CultureInfo.InvariantCulture, $"checkpoints/{runId}/{item:D5}/{Digest(walker)}");

    /// <summary>The key of the credentials that came with a submit.</summary>
    public static string Credentials(string runId) => $"credentials/{runId}";

    /// <summary>The key of a value of a run, told apart by what it is.</summary>
    public static string Value(string runId, params ReadOnlySpan<string> what) => $"values/{runId}/{Digest(what)}";

    /// <summary>The key of the intent of a call that is to be delivered at most once.</summary>
    public static string Intent(string runId, string idempotencyKey) => $"intents/{runId}/{idempotencyKey}";

    /// <summary>What the ids of the lanes of a run begin with.</summary>
    public static string LanePrefix(string runId) => $"l:{runId}:";

    /// <summary>The id of the instance of a lane.</summary>
    public static string Lane(string runId, int lane) => string.Create(CultureInfo.InvariantCulture, $"{LanePrefix(runId)}{lane}");

    /// <summary>The id of the instance that walks an item of a run of several.</summary>
    public static string Item(string runId, int item, int generation) => string.Create(CultureInfo.InvariantCulture, $"i:{runId}:{item:D5}:{generation}");

    /// <summary>The id of the instance of a workflow that another one called.</summary>
    public static string Child(string runId, params ReadOnlySpan<string> path) => $"w:{runId}:{Digest(path)}";

    /// <summary>What the ids of all purges begin with.</summary>
    public const string PurgePrefix = "p:";

    /// <summary>The id of the instance that purges a deleted run.</summary>
    public static string Purge(string runId) => $"{PurgePrefix}{runId}";

    /// <summary>
    /// What the ids of a run's instances begin with: its own, its lanes, its items, the workflows below. Whoever adds a kind of instance
    /// adds it here; else it does not hear its owner's commands, and outlives the run.
    /// </summary>
    public static ImmutableArray<string> InstancePrefixes(string runId) => [runId, LanePrefix(runId), $"i:{runId}:", $"w:{runId}:"];

    /// <summary>The run that an instance belongs to, by the id of the instance; null when there is none. The purge of a run is none of its instances.</summary>
    public static string? RunOf(string instanceId)
    {
        var owner = instanceId.Split(':') is ["l" or "i" or "w", var run, ..] ? run : instanceId;
        return RunId.TryParse(owner, out var id) ? id.ToString() : null;
    }

    /// <summary>What the keys of all begin with that a run keeps beside its record. Whoever adds a kind of key adds it here; else it outlives the run.</summary>
    public static ImmutableArray<string> ValuePrefixes(string runId) =>
    [
        $"inputs/{runId}/", ResultPrefix(runId), $"values/{runId}/", $"intents/{runId}/", $"checkpoints/{runId}/", Credentials(runId), $"{CommandPrefix}{runId}/",
    ];

    /// <summary>32 hex digits that stand for a list of words.</summary>
    public static string Digest(params ReadOnlySpan<string> words)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var word in words)
        {
            // A length before each word keeps ("a", "bc") apart from ("ab", "c").
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{word.Length}:{word}")));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
