using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Http.Flows;

namespace ArazzoDurable.Http.Problems;

/// <summary>The answers that say no.</summary>
static class Refusals
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public static ApiResponse Because(
        int status, string code, string detail, ImmutableArray<FieldError>? errors = null, ImmutableArray<DiagnosticAnswer>? diagnostics = null) =>
        ApiResponse.Json(status, new Problem("about:blank", Title(status), status, detail, code, errors, diagnostics), ApiJson.Default.Problem, ContentType);

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

    public static ApiResponse Failure() =>
        Because(500, ProblemCodes.InternalError, "The server failed to answer; its log says why.");

    static string Title(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        500 => "Internal Server Error",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
