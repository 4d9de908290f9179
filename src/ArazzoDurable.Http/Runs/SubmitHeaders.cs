using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>What the headers of a submit say, and of its answer.</summary>
static class SubmitHeaders
{
    const string Key = "Idempotency-Key";
    const string ReplayedName = "Idempotent-Replayed";

    /// <summary>The submit with what the headers say of it. What its body says about its trace comes before what headers say.</summary>
    public static SubmitRequest Read(ApiRequest request, SubmitRequest submit) => submit with { Submission = Read(request, submit.Submission) };

    /// <summary>The answer, marked when an earlier submit with the same key asked for the run.</summary>
    public static ApiResponse Replayed(ApiResponse response, RunAnswer.Told told) =>
        told.IsReplay ? response.With(ReplayedName, "true") : response;

    static RunSubmission Read(ApiRequest request, RunSubmission submission) => submission with
    {
        // An empty one is no key, and is refused: its sender counts on one run.
        IdempotencyKey = request.Headers.TryGetValue(Key, out var key) ? key : submission.IdempotencyKey,
        Trace = submission.Trace is { TraceParent: not null } ? submission.Trace : Merged(submission.Trace, Trace(request)),
    };

    static TraceOrigin? Trace(ApiRequest request) =>
        TraceOrigin.OfHeaders(request.Headers.GetValueOrDefault("traceparent"), request.Headers.GetValueOrDefault("tracestate"));

    static TraceOrigin? Merged(TraceOrigin? body, TraceOrigin? headers) => body is null || headers is null
        ? body ?? headers
        : body with { TraceParent = headers.TraceParent, TraceState = headers.TraceState };
}
