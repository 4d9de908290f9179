using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>
/// Random sequences of operations agree with a small model of the contract. The seeds are fixed, so that a failure comes again;
/// <c>ARAZZO_HEAVY_TESTS=1</c> adds 5,000 sequences of new seeds, and <c>ARAZZO_MODEL_SEED</c> plays that of one seed.
/// </summary>
public sealed class RunsModelTests
{
    const int Sequences = 500;
    const int AtOnce = 8;
    const int EnoughFailures = 12;

    static readonly bool IsHeavy = Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1";

    static readonly int? Only = int.TryParse(Environment.GetEnvironmentVariable("ARAZZO_MODEL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : null;

    [Fact]
    public async Task Sequences_of_operations_agree_with_the_model()
    {
        var first = Only ?? 0;
        var count = Only is null ? Sequences : 1;
        await PlayAllAsync(Enumerable.Range(first, count));
        if (IsHeavy && Only is null)
            await PlayAllAsync(Enumerable.Range(Random.Shared.Next(1_000, 1_000_000), 5_000));
    }

    /// <summary>Plays all, and tells of each kind of failure with one sequence that was made shorter.</summary>
    static async Task PlayAllAsync(IEnumerable<int> seeds)
    {
        var failures = new ConcurrentQueue<(int Seed, Exception Failure)>();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            if (failures.Count < EnoughFailures && await FailureAsync(Model.Sequences.Of(seed)) is { } failure)
                failures.Enqueue((seed, failure));
        });
        var explained = new List<string>();
        foreach (var (seed, failure) in failures.OrderBy(each => each.Seed).DistinctBy(each => Kind(each.Failure)))
            explained.Add(await ExplainedAsync(seed, Model.Sequences.Of(seed), failure));
        if (explained.Count > 0)
            throw new ShouldAssertException(string.Join("\n\n", explained));
    }

    static async Task<string> ExplainedAsync(int seed, ImmutableArray<Operation> sequence, Exception failure)
    {
        var shorter = await Model.Sequences.ShrinkAsync(sequence, async part => await FailureAsync(part) is { } other && Kind(other) == Kind(failure));
        var last = await FailureAsync(shorter) ?? failure;
        return $"Seed {seed.ToString(CultureInfo.InvariantCulture)} fails: {last.Message}\n{Operation.Code(shorter)}Before it was made shorter: {failure.Message}\n{Operation.Code(sequence)}";
    }

    /// <summary>A shorter sequence that fails otherwise is another failure: what was looked at tells, without the numbers in it.</summary>
    static string Kind(Exception failure) => string.Concat(
        (failure.InnerException as ShouldAssertException ?? failure).Message.TakeWhile(character => character != '\n').Where(character => !char.IsAsciiDigit(character)));

    static async Task<Exception?> FailureAsync(ImmutableArray<Operation> sequence)
    {
        try
        {
            await Play.RunAsync(sequence);
            return null;
        }
#pragma warning disable CA1031 // Whatever breaks is a failure of the sequence, which is then told with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
