using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Tells what happens in runs, as it happens.</summary>
sealed class EventRoutes(ApiServices services, ApiSettings settings, WaitingRoom room)
{
    const string LastEventHeader = "Last-Event-ID";
    const string LastEventParameter = "lastEventId";
    const string Expected = "the id of an event of this run, a whole number from 0";

    public ImmutableArray<Route> All => [new Route("GET", "/api/runs/{runId}/events", FollowAsync)];

    async Task<ApiResponse> FollowAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var last = LastEvent(request, errors);
        if (errors.Refusal is { } refusal)
            return refusal;
        if (!RunId.TryParse(values["runId"], out var id) || await services.Runs.FollowAsync(id.ToString(), last ?? 0, cancellationToken) is not { } follower)
            return Refusals.Of(RunRequests.Unknown(values["runId"]));
        // An EventSource would come again and again; 204 is what makes it stop.
        if (last is not null && await follower.IsOverAsync(cancellationToken))
            return new ApiResponse(204).With("Cache-Control", "no-store");
        if (room.IsFull)
            return Refusals.Of(room.Refusal);
        var stream = new EventStream(follower, services.Time, settings.LongestStream, settings.StreamsAreBuffered);
        return new ApiResponse(200) { ContentType = EventStream.ContentType, Streamed = WriteAsync }
            .With("Cache-Control", "no-store")
            .With("X-Accel-Buffering", "no");

        async Task WriteAsync(Stream body, CancellationToken gone)
        {
            using var seat = room.Enter();
            if (seat is null)
            {
                // The last seat was taken since the headers went out.
                await body.WriteAsync("retry: 5000\n\n"u8.ToArray(), gone);
                await body.FlushAsync(gone);
                return;
            }
            await stream.WriteAsync(body, gone);
        }
    }

    /// <summary>The last event that the client has seen. A browser says it in the header when it comes again, so the header is the later word.</summary>
    static long? LastEvent(ApiRequest request, FieldErrors errors)
    {
        var given = new QueryFields(request.Url, errors).Read(LastEventParameter, Expected, Parse);
        if (request.Headers.GetValueOrDefault(LastEventHeader) is not { Length: > 0 } header)
            return given;
        if (Parse(header) is { } sequence)
            return sequence;
        errors.AtHeader(LastEventHeader, ProblemCodes.InvalidValue, $"The header {LastEventHeader} must be {Expected}; '{QueryFields.Echo(header)}' was sent.");
        return null;
    }

    static long? Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
}
