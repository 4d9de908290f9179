using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Instances;

/// <summary>Raises events to instances and gives them commands as the built-in endpoint does. What is answered with 202 is durable.</summary>
sealed class InstanceCommandRoutes(ApiServices services, ApiSettings settings, IInstanceAdministration administration)
{
    const string Instance = $"{BuiltInEndpoint.Root}/instances/{{instanceId}}";

    static readonly ApiResponse Accepted = new(202);
    static readonly ApiResponse BadRequest = new(400);
    static readonly ApiResponse NotFound = new(404);
    static readonly ApiResponse Gone = new(410);

    readonly VisibleInstances visible = new(services);

    public ImmutableArray<Route> All =>
    [
        new Route("POST", $"{Instance}/raiseEvent/{{eventName}}", RaiseEventAsync),
        new Route("POST", $"{Instance}/suspend", Handler(InstanceCommand.Suspend)),
        new Route("POST", $"{Instance}/resume", Handler(InstanceCommand.Resume)),
        new Route("POST", $"{Instance}/terminate", Handler(InstanceCommand.Terminate)),
    ];

    RouteHandler Handler(InstanceCommand command) => async (request, values, cancellationToken) =>
    {
        if (await visible.FindAsync(values["instanceId"], cancellationToken) is not { InstanceId: var instanceId })
            return NotFound;
        var reason = InstanceQuery.First(QueryString.Parse(request.Url), "reason");
        if (!await administration.CommandAsync(instanceId, command, reason, cancellationToken))
            return Gone;
        if (command is InstanceCommand.Terminate)
            await services.Runs.SeeToAsync(instanceId, CancellationToken.None);
        return Accepted;
    };

    async Task<ApiResponse> RaiseEventAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken) =>
        await RequestBody.ReadAnyAsync(request, settings.BodyLimit, cancellationToken) switch
        {
            Reading<ReadOnlyMemory<byte>>.Done(var body) => await RaiseEventAsync(request, values["instanceId"], values["eventName"], body, cancellationToken),
            Reading<ReadOnlyMemory<byte>>.Refused(var response) => response,
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };

    async Task<ApiResponse> RaiseEventAsync(ApiRequest request, string instanceId, string eventName, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (await visible.FindAsync(instanceId, cancellationToken) is not { } instance)
            return NotFound;
        if (instance.Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated)
            return Gone;
        if (!RequestBody.IsJson(RequestBody.MediaType(request)) || Payload(body) is not { } payload)
            return BadRequest;
        return await services.Instances.RaiseEventAsync(instance.InstanceId, eventName, payload, cancellationToken) ? Accepted : Gone;
    }

    /// <summary>The event as JSON, null for no body; null when it is none.</summary>
    static JsonElement? Payload(ReadOnlyMemory<byte> body) =>
        StrictJson.TryParse(body.IsEmpty ? "null"u8.ToArray() : body, StrictJson.MaxDepth, out _);
}
