using System.Collections.Immutable;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Operations;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Simulator.Requests;

/// <summary>Answers requests. Safe for several threads: what changes is changed by one at a time, in no time.</summary>
sealed class Simulation
{
    const int RememberedKeys = 10_000;
    const int ListedRoutes = 100;

    readonly ImmutableSortedDictionary<string, RouteTable> tables;
    readonly Dictionary<string, Player> players = new(StringComparer.Ordinal);
    readonly Rehearser? rehearser;
    readonly Recent<string, Answer> firstAnswers = new(RememberedKeys);
    readonly Lock gate = new();

    internal Simulation(SimulatorOptions options)
    {
        tables = options.Sources.ToImmutableSortedDictionary(
            source => source.Key, source => new RouteTable(OperationReader.Read(source.Key, source.Value)), StringComparer.Ordinal);
        foreach (var operation in tables.Values.SelectMany(table => table.Operations))
            players[operation.Key] = new Player(operation, options.Scenario.For(operation));
        if (options is { Rehearsal: { } rehearsal, Scenario.Scripts.IsEmpty: true })
            rehearser = new Rehearser(rehearsal, tables.Values.SelectMany(table => table.Operations));
    }

    /// <summary>The answer to a request.</summary>
    internal Exchange Answer(ReceivedRequest request)
    {
        var source = request.Segments[0];
        if (!tables.TryGetValue(source, out var table))
        {
            return new Exchange(
                Problem.Of(404, "unknown-source", "A path begins with the name of a source.", "sources", tables.Keys), null);
        }
        var path = request.Segments.Length == 1 ? [""] : request.Segments[1..];
        var match = table.Find(request.Method, path) ?? (request.Method == "HEAD" ? table.Find("GET", path) : null);
        if (match is null)
            return new Exchange(Unrouted(table, request.Method, path), source);
        return RequestCheck.Malformation(match.Operation, request) is { } refusal
            ? Refused(match.Operation, refusal)
            : Play(match, request);
    }

    static Exchange Refused(Operation operation, Answer refusal) => new(refusal, operation.Source, operation.Name) { Route = operation.Route };

    Exchange Play(RouteMatch match, ReceivedRequest request)
    {
        var operation = match.Operation;
        var missing = RequestCheck.Missing(operation, request);
        var key = request.IdempotencyKey is { } sent ? $"{sent}\0{request.Method} {request.Target}" : null;
        lock (gate)
        {
            if (key is not null && firstAnswers[key] is { } first)
                return new Exchange(first.With("Idempotency-Replayed", "true") with { Delay = TimeSpan.Zero }, operation.Source, operation.Name, true) { Route = operation.Route };
            // What a document never sends does not stop its rehearsal; it is told.
            var rehearsed = rehearser?.Next(match, request);
            if (rehearsed is null && RequestCheck.Refusal(operation, request) is { } refusal)
                return Refused(operation, refusal);
            var answer = rehearsed ?? players[operation.Key].Next(match, request.Query, request.Body);
            if (key is not null)
                firstAnswers[key] = answer;
            return new Exchange(answer, operation.Source, operation.Name) { Route = operation.Route, Missing = missing };
        }
    }

    static Answer Unrouted(RouteTable table, string method, ImmutableArray<string> path)
    {
        var methods = table.Methods(path);
        if (methods.IsEmpty)
        {
            return Problem.Of(
                404, "unknown-path", "No operation has this path. Paths stand as the OpenAPI document writes them, without its servers' base path.",
                "routes", table.Operations.Take(ListedRoutes).Select(operation => operation.Route));
        }
        var allowed = string.Join(", ", methods);
        return method == "OPTIONS"
            ? Answers.Answer.Empty(204).With("Allow", allowed)
            : Problem.Of(405, "unknown-method", $"This path knows {allowed}, not {method}.").With("Allow", allowed);
    }
}
