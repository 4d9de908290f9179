namespace ArazzoDurable.Runtime.Runs.Reservations;

/// <summary>What is stored of a submit with an idempotency key, before anything else of its run.</summary>
/// <param name="RunId">The run that all submits with the key stand for.</param>
/// <param name="Fingerprint">A keyed hash of the request, which tells whether another one is the same, and nothing of what is in it.</param>
/// <param name="CreatedAt">When it was submitted first.</param>
public sealed record SubmitReservation(string RunId, string Fingerprint, DateTimeOffset CreatedAt);
