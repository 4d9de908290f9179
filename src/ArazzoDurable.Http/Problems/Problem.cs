using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ArazzoDurable.Http.Flows;

namespace ArazzoDurable.Http.Problems;

/// <summary>What went wrong, as <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: <paramref name="Code"/> tells problems apart.</param>
/// <param name="Title">The words of the status code.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What happened and what was expected.</param>
/// <param name="Code">What happened, as a stable code of lower-case words joined by hyphens.</param>
/// <param name="Errors">Every mistake in the request, where there may be several.</param>
/// <param name="Diagnostics">What is to be said about the flow that was sent.</param>
sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    ImmutableArray<FieldError>? Errors = null,
    ImmutableArray<DiagnosticAnswer>? Diagnostics = null)
{
    /// <summary>After how many seconds a client may ask again; null when that is not the point. Told in the header <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public int? RetryAfterSecs { get; init; }

    public static Problem Because(
        int status, string code, string detail, ImmutableArray<FieldError>? errors = null, ImmutableArray<DiagnosticAnswer>? diagnostics = null) =>
        new("about:blank", TitleOf(status), status, detail, code, errors, diagnostics);

    static string TitleOf(int status) => status switch
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
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
