using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Crashes;

/// <summary>
/// An orchestration made of a seed: activities, alone, side by side and in a race, timers, events, children, generations. Its result depends
/// on what all of them give, and not on when.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The same seed has to give the same program.")]
sealed class RandomProgram(Bench bench)
{
    readonly ConcurrentDictionary<string, int> lastEpoch = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> recorded = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int> reached = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> violations = [];
    int epoch;

    /// <summary>The activities that ran though their completion was durable, or twice in one process.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    public int Executions { get; private set; }

    public EmbeddedRegistry Registry() => new EmbeddedRegistry()
        .AddActivity<Work, Done>("work", (work, _) => Task.FromResult(Execute(work)))
        .AddActivity<Work, Done>("raise", async (work, token) =>
        {
            await bench.Instances.RaiseEventAsync(work.Instance, $"e{work.Generation}.{work.Key}", work.Value, token);
            return Execute(work);
        })
        .AddOrchestration<Input, long>("program", RunAsync);

    /// <summary>A new process begins: notes what is durable, which must not be done again.</summary>
    public void Resume()
    {
        epoch++;
        using var session = SqliteSession.Open(Path.Combine(bench.Folder, "arazzo.db"), readOnly: true);
        foreach (var payload in session.Query("SELECT payload FROM history WHERE kind = 1 UNION ALL SELECT payload FROM inbox WHERE kind = 1", row => row.GetFieldValue<byte[]>(0)))
            recorded[System.Text.Json.JsonSerializer.Deserialize<Done>(payload, Bench.Json)!.Key] = true;
        foreach (var (id, generation) in session.Query("SELECT id, generation + (status >= 2) FROM instances", row => (row.GetString(0), row.GetInt32(1))))
            reached[id] = generation;
    }

    Done Execute(Work work)
    {
        var key = $"{work.Instance}/{work.Generation}/{work.Key}";
        lock (violations)
            Executions++;
        if (recorded.ContainsKey(key) || work.Generation < reached.GetValueOrDefault(work.Instance))
            violations.Enqueue($"{key} was recorded");
        if (lastEpoch.TryGetValue(key, out var last) && last == epoch)
            violations.Enqueue($"{key} ran twice in one process");
        lastEpoch[key] = epoch;
        return new Done(key, Mix(work.Value, 17));
    }

    static async Task<long> RunAsync(IOrchestrationContext context, Input input)
    {
        var chance = new Random(HashOf(input.Seed, input.Generation));
        var sum = input.Sum;
        var steps = chance.Next(2, 6);
        for (var step = 0; step < steps; step++)
        {
            sum = Mix(sum, await StepAsync(context, input, chance, step, sum));
            context.SetCustomStatus($"{input.Generation}.{step}");
        }
        if (input.Generation < input.Generations)
            context.ContinueAsNew(input with { Generation = input.Generation + 1, Sum = sum });
        return sum;
    }

    static async Task<long> StepAsync(IOrchestrationContext context, Input input, Random chance, int step, long sum)
    {
        var value = Mix(sum, chance.Next());
        switch (chance.Next(input.Depth < 2 ? 6 : 5))
        {
            case 0:
                return await WorkAsync("work", $"{step}");
            case 1:
                var all = await Task.WhenAll(Enumerable.Range(0, chance.Next(2, 5)).Select(n => WorkAsync("work", $"{step}.{n}")));
                return all.Aggregate(Mix);
            case 2:
                await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(chance.Next(0, 100)), CancellationToken.None);
                return value;
            case 3:
                var raised = WorkAsync("raise", $"{step}");
                return Mix(await context.WaitForExternalEvent<long>($"e{input.Generation}.{step}"), await raised);
            case 4:
                using (var loser = new CancellationTokenSource())
                {
                    var work = WorkAsync("work", $"{step}");
                    var timer = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(chance.Next(1, 5)), loser.Token);
                    if (await Task.WhenAny(work, timer) == work)
                        Cancel(loser);
                    return await work;
                }
            default:
                var child = new Input(chance.Next(), input.Depth + 1, 0, chance.Next(0, 2), value);
                return await context.CallSubOrchestratorAsync<Input, long>("program", child, $"{context.InstanceId}.{input.Generation}.{step}");
        }

        async Task<long> WorkAsync(string name, string key) =>
            (await context.CallActivityAsync<Work, Done>(name, new Work(context.InstanceId, input.Generation, key, value))).Value;
    }

    static void Cancel(CancellationTokenSource source) => source.Cancel();

    static long Mix(long left, long right) => unchecked((left * 6364136223846793005L) + (right ^ (right >> 29)) + 1442695040888963407L);

    static int HashOf(int seed, int generation) => unchecked((seed * 486187739) + generation);

    public sealed record Input(int Seed, int Depth, int Generation, int Generations, long Sum);

    public sealed record Work(string Instance, int Generation, string Key, long Value);

    public sealed record Done(string Key, long Value);
}
