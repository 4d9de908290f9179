using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>
/// The key by which the called side tells a repeated call from a new one. A redelivery after a crash and a repetition for want of a
/// response share it; a deliberate retry after a response, and another visit, do not.
/// </summary>
static class IdempotencyKey
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The key of the attempt that a visit is about to make.</summary>
    public static string Of(Walker walker, Position position) => RunKeys.Digest(
        walker.RunId,
        walker.Item.ToString(CultureInfo.InvariantCulture),
        walker.Generation.ToString(CultureInfo.InvariantCulture),
        walker.Path,
        position.StepId,
        position.Visit.ToString(CultureInfo.InvariantCulture),
        position.Responses.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a repetition of the method may do harm (RFC 9110, 9.2.1: all methods but the safe ones).</summary>
    public static bool IsUnsafe(string method) => method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");
}
