using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Reservations;

/// <summary>
/// Gives each idempotency key one run. The id of the run is reserved before anything of it is stored, so that whoever comes with the same
/// key, at the same time or after a crash, carries on with the same run; all that follows may be done twice without harm.
/// </summary>
/// <param name="services">What walks are made with.</param>
sealed class SubmitReservations(WalkServices services)
{
    /// <summary>How long a key may be.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>Whether a text can be a key: 1 to 255 visible ASCII characters.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= MaxKeyLength && text.All(character => character is > ' ' and <= '~');

    /// <summary>Reserves a run for a submit that was found good; one without a key is a run of its own.</summary>
    /// <param name="submission">The request.</param>
    /// <param name="settled">The request as it was understood: what makes two requests the same.</param>
    /// <param name="runId">The id of the run if there is none yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Reserved> ReserveAsync(RunSubmission submission, SettledSubmit settled, string runId, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        if (submission.IdempotencyKey is not { } key)
            return new Reserved.ToCreate(runId, now, null, IsReplay: false);
        var digest = RunKeys.Digest("submit", key);
        var request = settled.Digest();
        var own = new SubmitReservation(runId, services.Sealer.Fingerprint(request, Scope(digest)), now);
        while (true)
        {
            if (await services.Records.Store.TryCreateAsync(RunKeys.Submit(digest), Write(own), cancellationToken) is not null)
                return new Reserved.ToCreate(runId, now, digest, IsReplay: false);
            if (await FindAsync(digest, cancellationToken) is not var (earlier, entityTag))
                continue;
            var record = await services.Records.FindAnyAsync(earlier.RunId, cancellationToken);
            // Whatever the request is: the key of a deleted run is free, for one of those who come with it.
            if (record is { IsDeleted: true })
            {
                if (await services.Records.Store.TryReplaceAsync(RunKeys.Submit(digest), Write(own), entityTag, cancellationToken) is not null)
                    return new Reserved.ToCreate(runId, now, digest, IsReplay: false);
                continue;
            }
            // A deletion removes the reservation before the record: while it stands, the record is missing because it was never written.
            if (record is null && (await FindAsync(digest, cancellationToken))?.EntityTag != entityTag)
                continue;
            if (!services.Sealer.IsFingerprint(earlier.Fingerprint, request, Scope(digest)))
                return new Reserved.Reused();
            return record is null ? new Reserved.ToCreate(earlier.RunId, earlier.CreatedAt, digest, IsReplay: true) : new Reserved.There(record);
        }
    }

    /// <summary>Takes back the reservation of a deleted run, unless its key stands for another run by now.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> ReleaseAsync(RunRecord deleted, CancellationToken cancellationToken) =>
        deleted.SubmitKey is { } digest
        && await FindAsync(digest, cancellationToken) is var (held, entityTag)
        && held.RunId == deleted.RunId
        && await services.Records.Store.TryDeleteAsync(RunKeys.Submit(digest), entityTag, cancellationToken)
            ? 1
            : 0;

    async Task<(SubmitReservation Reservation, string EntityTag)?> FindAsync(string digest, CancellationToken cancellationToken) =>
        await services.Records.Store.ReadAsync(RunKeys.Submit(digest), cancellationToken) is { } stored
            ? (JsonSerializer.Deserialize(stored.Value.Span, RuntimeJson.Default.SubmitReservation)
                ?? throw new InvalidOperationException("A reservation in the store is empty."), stored.EntityTag)
            : null;

    static string Scope(string digest) => $"submit/{digest}";

    static byte[] Write(SubmitReservation reservation) => JsonSerializer.SerializeToUtf8Bytes(reservation, RuntimeJson.Default.SubmitReservation);
}
