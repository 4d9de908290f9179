using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Paces loops: how long to wait before a step is entered again.</summary>
/// <param name="services">What walks are made with.</param>
sealed class LoopPacer(WalkServices services)
{
    /// <summary>How a loop goes on.</summary>
    /// <param name="Delay">How long to wait.</param>
    /// <param name="Loops">The loops of the walk, this one brought up to date.</param>
    public sealed record Paced(TimeSpan Delay, ImmutableArray<Loop> Loops);

    /// <summary>Paces the re-entry of a step; null when its loop is past its deadline.</summary>
    public Paced? Pace(WalkTurn turn, StepPlan target, TimeSpan? retryAfter, PollingPolicy policy)
    {
        var now = services.Time.GetUtcNow();
        var known = turn.State.Loops.FirstOrDefault(loop => loop.First == target.Index);
        if (known is not null && now > known.Deadline)
            return null;
        var fingerprint = Fingerprint(turn, target);
        var loop = new Loop(
            target.Index,
            Math.Max(turn.Step.Index, known?.Last ?? 0),
            known is null || known.Fingerprint != fingerprint ? 0 : known.Turn + 1,
            fingerprint,
            known?.Deadline ?? now + policy.Deadline);
        Telemetry.LoopEntries.Add(1);
        var delay = retryAfter ?? policy.DelayOf(loop.Turn, Seed(turn.Walker, target, turn.State.Visits[target.StepId]));
        return new Paced(delay, [.. turn.State.Loops.Where(other => other.First != target.Index), loop]);
    }

    /// <summary>Tells whether the re-entered step's outputs have changed, without keeping them.</summary>
    string Fingerprint(WalkTurn turn, StepPlan target) => turn.Context.StepOutputs(target.StepId) is { } outputs
        ? services.Sealer.Fingerprint(RunValues.Bytes(turn.Context.Open(outputs).Value!.Value).Span, turn.Walker.RunId)
        : "";

    static ulong Seed(Walker walker, StepPlan target, int visit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{walker.RunId}/{walker.Item}{walker.Path}/{target.StepId}#{visit}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
