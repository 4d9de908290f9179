using System.Collections.Immutable;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>Makes random sequences of operations, and makes those that fail shorter.</summary>
static class Sequences
{
    static readonly int[] ItemCounts = [0, 1, 1, 1, 2, 3, 4, 6];

    /// <summary>The sequence of a seed.</summary>
    public static ImmutableArray<Operation> Of(int seed)
    {
#pragma warning disable CA5394 // The same sequence for the same seed is the point.
        var random = new Random(seed);
        return [new Operation.PutFlow(0), Any(random, submitting: true), .. Enumerable.Range(0, random.Next(4, 24)).Select(_ => Any(random, submitting: false))];
#pragma warning restore CA5394
    }

    /// <summary>As short a part of a failing sequence as fails too.</summary>
    public static async Task<ImmutableArray<Operation>> ShrinkAsync(ImmutableArray<Operation> failing, Func<ImmutableArray<Operation>, Task<bool>> fails)
    {
        for (var length = failing.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= failing.Length;)
            {
                var shorter = failing.RemoveRange(start, length);
                if (await fails(shorter))
                    failing = shorter;
                else
                    start += length;
            }
        }
        return failing;
    }

#pragma warning disable CA5394
    static Operation Any(Random random, bool submitting)
    {
        var run = random.Next(4);
        return (submitting ? 0 : random.Next(100)) switch
        {
            < 16 => new Operation.Submit(random.Next(10) == 0 ? 1 : 0, ItemCounts[random.Next(ItemCounts.Length)], random.Next(1, 4), random.Next(3) == 0 ? random.Next(2) : null, random.Next(3) == 0),
            < 19 => new Operation.SubmitAnd(ItemCounts[random.Next(ItemCounts.Length)], random.Next(1, 4), (RunCommand)random.Next(3)),
            < 25 => new Operation.Answer((Answering)random.Next(3)),
            < 37 => new Operation.Release(run, random.Next(6), random.Next(4) > 0),
            < 43 => new Operation.ReleaseAll(run, random.Next(2) == 0),
            < 65 => new Operation.Steer(run, (RunCommand)random.Next(5)),
            < 70 => new Operation.ReleaseAnd(run, random.Next(2) == 0, (RunCommand)random.Next(5)),
            < 74 => new Operation.Flicker(run),
            < 80 => new Operation.Get(run, random.Next(2) == 0, random.Next(2) == 0),
            < 85 => new Operation.List(random.Next(2) == 0 ? null : (RunState)random.Next(6), random.Next(3) == 0 ? random.Next(2) : null, random.Next(1, 6)),
            < 90 => new Operation.GetItems(run, random.Next(2) == 0 ? null : (ItemOutcome)random.Next(3), random.Next(1, 5)),
            < 93 => new Operation.Unknown(random.Next(9)),
            < 95 => new Operation.PutFlow(random.Next(2)),
            _ => new Operation.Restart(),
        };
    }
#pragma warning restore CA5394
}
