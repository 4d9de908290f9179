using System.Collections.Immutable;
using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Health;
using ArazzoDurable.Http.Instances;
using ArazzoDurable.Http.OpenApi;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Http.Rpc;
using ArazzoDurable.Http.Runs;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http;

/// <summary>The HTTP API, the same on every host: takes a request, gives an answer. Safe for use by any number of threads.</summary>
public sealed class ArazzoApi
{
    readonly ApiServices services;
    readonly Entrance entrance;
    readonly RouteTable routes;

    /// <summary>Makes the API of a host.</summary>
    /// <param name="services">What it stands on.</param>
    /// <param name="settings">How the host wants it.</param>
    public ArazzoApi(ApiServices services, ApiSettings settings)
    {
        this.services = services;
        entrance = new Entrance(settings, services.Time);
        var room = new WaitingRoom(settings.WaitingRequests);
        var requests = new RunRequests(services, settings, room);
        routes = new RouteTable(
        [
            .. HealthRoutes.All,
            .. OpenApiRoutes.All,
            .. new FlowRoutes(services.Flows, services.Runs.Plans, settings).All,
            .. new RunRoutes(services, settings, requests).All,
            .. new RpcRoutes(services, settings, requests, entrance).All,
            .. new RunCommandRoutes(services.Runs).All,
            .. new EventRoutes(services, settings, room).All,
            .. new ItemRoutes(services, settings).All,
            .. services.Administration is { } administration ? BuiltIn(services, settings, administration) : [],
        ]);
    }

    /// <summary>What there is to ask for.</summary>
    internal ImmutableArray<Route> Routes => routes.All;

    /// <summary>Answers a request. A mistake of the client's or a failure of ours is an answer too, never an exception.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client is gone: what waits for it gives up.</param>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(request, cancellationToken);
        if (BuiltInEndpoint.Owns(request.Url))
            response = BuiltInEndpoint.InShape(response);
        if (request.Method == "HEAD")
            return response with { Body = default, Streamed = null };
        return response.Streamed is { } write ? response with { Streamed = (body, cancelled) => StreamAsync(write, body, cancelled) } : response;
    }

    static ImmutableArray<Route> BuiltIn(ApiServices services, ApiSettings settings, IInstanceAdministration administration) =>
    [
        .. new InstanceRoutes(services, administration).All,
        .. new InstanceCommandRoutes(services, settings, administration).All,
        .. new InstancePurgeRoutes(services, administration).All,
    ];

    /// <summary>Writes a stream; a failure of ours breaks it off, so that the client comes again, and is told like any other.</summary>
    async Task StreamAsync(Func<Stream, CancellationToken, Task> write, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            await write(body, cancellationToken);
        }
        catch (Exception exception) when (exception is not IOException && !cancellationToken.IsCancellationRequested)
        {
            services.Failed(exception);
            throw;
        }
    }

    async Task<ApiResponse> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var match = routes.Find(request.Method == "HEAD" ? "GET" : request.Method, request.Url);
            if (match is not RouteMatch.Found { Route.IsAnonymous: true } && entrance.Refuse(request) is { } refusal)
                return refusal;
            return match switch
            {
                RouteMatch.Found(var route, var values) => await route.Handler(request, values, cancellationToken),
                RouteMatch.WrongMethod(var allowed) => Refusals.WrongMethod(request.Method, allowed),
                RouteMatch.Nothing => Refusals.NotFound(ProblemCodes.UnknownPath, $"There is nothing at '{request.Url.AbsolutePath}'."),
                _ => throw new InvalidOperationException("A match of an unknown kind."),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The last line of defence: whatever went wrong, the client gets an answer that tells nothing of our insides.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            services.Failed(exception);
            return Refusals.Of(Refusals.OfFailure(exception));
        }
    }
}
