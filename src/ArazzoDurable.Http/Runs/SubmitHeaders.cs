using ArazzoDurable.Runtime.Observability;

namespace ArazzoDurable.Http.Runs;

/// <summary>What the headers of a submit say, and of its answer.</summary>
static class SubmitHeaders
{
    /// <summary>The header that is the idempotency key of a submit.</summary>
    public const string Key = "Idempotency-Key";

    const string ReplayedName = "Idempotent-Replayed";

    /// <summary>The submit with what the headers say of it. What its body says about its trace comes before what headers say.</summary>
    /// <param name="request">Has the headers.</param>
    /// <param name="submit">What its body says.</param>
    /// <param name="isBodyFirst">Whether a key in the body counts before the one in the header.</param>
    public static SubmitRequest Read(ApiRequest request, SubmitRequest submit, bool isBodyFirst = false)
    {
        // An empty one is no key, and is refused: its sender counts on one run.
        var header = isBodyFirst && submit.Submission.IdempotencyKey is not null ? null : request.Headers.GetValueOrDefault(Key);
        return submit with
        {
            Submission = submit.Submission with
            {
                IdempotencyKey = header ?? submit.Submission.IdempotencyKey,
                Trace = submit.Submission.Trace is { TraceParent: not null } said ? said : Merged(submit.Submission.Trace, Trace(request)),
            },
            IsKeyInHeader = header is not null,
        };
    }

    /// <summary>The answer, marked when an earlier submit with the same key asked for the run.</summary>
    public static ApiResponse Replayed(ApiResponse response, RunAnswer.Told told) =>
        told.IsReplay ? response.With(ReplayedName, "true") : response;

    static TraceOrigin? Trace(ApiRequest request) =>
        TraceOrigin.OfHeaders(request.Headers.GetValueOrDefault("traceparent"), request.Headers.GetValueOrDefault("tracestate"));

    static TraceOrigin? Merged(TraceOrigin? body, TraceOrigin? headers) => body is null || headers is null
        ? body ?? headers
        : body with { TraceParent = headers.TraceParent, TraceState = headers.TraceState };
}
