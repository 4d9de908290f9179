using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Problems;

/// <summary>The answers that say no.</summary>
static class Refusals
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public static ApiResponse Because(
        int status, string code, string detail, ImmutableArray<FieldError>? errors = null, ImmutableArray<DiagnosticAnswer>? diagnostics = null) =>
        Of(Problem.Because(status, code, detail, errors, diagnostics));

    public static ApiResponse Of(Problem problem)
    {
        var response = ApiResponse.Json(problem.Status, problem, ApiJson.Default.Problem, ContentType);
        return problem.RetryAfterSecs is { } seconds ? response.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : response;
    }

    public static ApiResponse NotFound(string code, string detail) => Because(404, code, detail);

    public static ApiResponse KeyNeeded() =>
        Because(401, ProblemCodes.KeyNeeded, "The request carries no valid API key: send it in the header x-functions-key, as Authorization: Bearer, or in the query as code.")
            .With("WWW-Authenticate", "Bearer");

    public static ApiResponse WrongMethod(string method, ImmutableArray<string> allowed)
    {
        var methods = string.Join(", ", allowed);
        return Because(405, ProblemCodes.WrongMethod, $"This path takes {methods}, not {method}.").With("Allow", methods);
    }

    public static ApiResponse LengthNeeded() =>
        Because(411, ProblemCodes.LengthNeeded, "The body is empty, and was announced with Transfer-Encoding: send it with a Content-Length instead.");

    public static ApiResponse BodyTooLarge(int limit) =>
        Because(413, ProblemCodes.BodyTooLarge, string.Create(CultureInfo.InvariantCulture, $"The body is longer than the {limit} bytes that are read."));

    public static ApiResponse WrongContentType(string? given, string expected) =>
        Because(415, ProblemCodes.WrongContentType, $"The body must be {expected}; {(given is null ? "it came without a Content-Type" : $"it came as '{given}'")}.");

    public static ApiResponse TooManyRequests(TimeSpan pause)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds));
        return Of(Problem.Because(429, ProblemCodes.TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"More requests come than this host takes; ask again in {seconds} s.")) with { RetryAfterSecs = seconds });
    }

    /// <summary>What is told of a failure that is none of the client's: nothing of our insides.</summary>
    public static Problem OfFailure(Exception exception) => exception is StoreFailedException
        ? Problem.Because(503, ProblemCodes.StoreFailed, "The store of this server failed, so the request was not carried out, or not wholly; the server's log says why.")
        : Problem.Because(500, ProblemCodes.InternalError, "The server failed to answer; its log says why.");
}
