using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Http.Instances;

/// <summary>
/// The status endpoint that the Durable Task extension brings to a Functions app, answered alike: the same path, codes, headers and
/// members. Secrets read <c>***</c>. History is not told.
/// </summary>
sealed class InstanceRoutes(ApiServices services)
{
    const string Root = "/runtime/webhooks/durabletask";

    /// <summary>After how many seconds a client may ask again.</summary>
    const string RetryAfter = "5";

    public ImmutableArray<Route> All => [new Route("GET", $"{Root}/instances/{{instanceId}}", GetAsync)];

    /// <summary>The path of an instance.</summary>
    public static string PathOf(string instanceId) => $"{Root}/instances/{Uri.EscapeDataString(instanceId)}";

    /// <summary>Whether a URL belongs to the endpoint.</summary>
    public static bool Owns(Uri url) => url.AbsolutePath.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer as the extension would give it: what it has no words for is an empty body, and a method it does not know is a path it does not know.</summary>
    public static ApiResponse InShape(ApiResponse response) => response switch
    {
        { Status: 405 } => new ApiResponse(404),
        { ContentType: Refusals.ContentType } => response.WithoutBody(),
        _ => response,
    };

    async Task<ApiResponse> GetAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        // The instances of a deleted run are there until its purge has come to them.
        if (await services.Instances.GetAsync(values["instanceId"], cancellationToken) is not { } instance
            || await services.Runs.IsOfDeletedRunAsync(instance.InstanceId, cancellationToken))
            return Refusals.NotFound(ProblemCodes.UnknownRun, "There is no such instance.");
        var query = QueryString.Parse(request.Url);
        var status = instance.Status switch
        {
            InstanceStatus.Pending or InstanceStatus.Running or InstanceStatus.Suspended => 202,
            InstanceStatus.Failed when Flag(query, "returnInternalServerErrorOnFailure", fallback: false) => 500,
            InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated => 200,
            _ => throw new InvalidOperationException("A status of an unknown kind."),
        };
        var response = ApiResponse.Json(status, writer => Write(writer, instance, Flag(query, "showInput", fallback: true)));
        return status == 202
            ? response.With("Location", Location(request.Url, instance.InstanceId, query)).With("Retry-After", RetryAfter)
            : response;
    }

    // The extension overlooks what it cannot read.
    static bool Flag(QueryString query, string name, bool fallback) =>
        bool.TryParse(query.All(name).FirstOrDefault(), out var value) ? value : fallback;

    // A key that came in the query goes back in it, so that the client can follow the link; one from a header is not put into a URL.
    static string Location(Uri url, string instanceId, QueryString query)
    {
        var code = query.All(KeyCheck.QueryName).FirstOrDefault();
        return $"{url.GetLeftPart(UriPartial.Authority)}{PathOf(instanceId)}"
            + (code is null ? "" : $"?{KeyCheck.QueryName}={Uri.EscapeDataString(code)}");
    }

    static void Write(Utf8JsonWriter writer, InstanceState instance, bool showInput)
    {
        writer.WriteStartObject();
        writer.WriteString("name", instance.Name);
        writer.WriteString("instanceId", instance.InstanceId);
        writer.WriteString("runtimeStatus", instance.Status.ToString());
        Write(writer, "input", showInput ? instance.Input : null);
        Write(writer, "customStatus", instance.CustomStatus);
        Write(writer, "output", instance.Output);
        writer.WriteString("createdTime", Seconds(instance.CreatedAt));
        writer.WriteString("lastUpdatedTime", Seconds(instance.LastUpdatedAt));
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        writer.WritePropertyName(name);
        if (value is { } known)
            Sealer.Mask(known).WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    static string Seconds(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
