using System.Net;
using ArazzoDurable.Functions.Retention;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.Batches;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Runtime.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.Tests.Worker;

/// <summary>The functions, as the Functions runtime finds them.</summary>
public sealed class FunctionTableTests
{
    static readonly HashSet<string> Verbs = new(["get", "post", "put", "patch", "delete", "head", "options"], StringComparer.Ordinal);

    [Fact]
    public void Orchestrators_and_activities_have_the_names_that_the_engine_calls_them_by()
    {
        Names<OrchestrationTriggerAttribute>().ShouldBe(
            [WorkflowOrchestration.Name, BatchOrchestration.Name, LaneOrchestration.Name, PurgeOrchestration.Name], ignoreOrder: true);
        Names<ActivityTriggerAttribute>().ShouldBe(
            [WorkflowOrchestration.StepActivityName, BatchOrchestration.LookActivityName, LaneOrchestration.ClaimActivityName, PurgeOrchestration.ActivityName], ignoreOrder: true);
        Names<TimerTriggerAttribute>().ShouldBe(["Sweep"]);
        FunctionsApp.Functions.Select(function => function.Name).ShouldBeUnique();
    }

    [Fact]
    public void Sweep_goes_by_its_schedule_which_survives_restarts_of_the_app()
    {
        var trigger = FunctionsApp.Functions.Select(function => function.Trigger).OfType<TimerTriggerAttribute>().Single();

        (trigger.Schedule, trigger.RunOnStartup, trigger.UseMonitor).ShouldBe((SweepFunction.Schedule, false, true));
    }

    [Fact]
    public void Health_and_the_description_are_open_and_all_else_asks_for_a_key()
    {
        var open = FunctionsApp.HttpFunctions.Where(function => function.Level is AuthorizationLevel.Anonymous).Select(function => function.Path);

        open.ShouldBe(["/api/health", "/api/openapi.json"], ignoreOrder: true);
        FunctionsApp.HttpFunctions.Except(FunctionsApp.HttpFunctions.Where(function => function.Level is AuthorizationLevel.Anonymous))
            .ShouldAllBe(function => function.Level == AuthorizationLevel.Function);
    }

    [Fact]
    public async Task Routes_are_those_that_the_api_describes()
    {
        await using var app = await FunctionsApp.StartAsync();
        var paths = (await app.GetAsync("api/openapi.json")).With(HttpStatusCode.OK).Json.GetProperty("paths");

        var described =
            from path in paths.EnumerateObject()
            where !path.Name.StartsWith("/runtime/", StringComparison.Ordinal)
            from operation in path.Value.EnumerateObject()
            where Verbs.Contains(operation.Name)
            select $"{operation.Name.ToUpperInvariant()} {path.Name}";
        var routed = FunctionsApp.HttpFunctions.SelectMany(function => function.Methods, (function, method) => $"{method} {function.Path}").ToList();

        // Whatever can be got answers HEAD, which a description need not say.
        routed.Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal)).ShouldBe(described.Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal)), ignoreOrder: true);
        routed.Where(route => route.StartsWith("HEAD ", StringComparison.Ordinal)).Select(route => route["HEAD ".Length..])
            .ShouldBe(routed.Where(route => route.StartsWith("GET ", StringComparison.Ordinal)).Select(route => route["GET ".Length..]), ignoreOrder: true);
    }

    [Fact]
    public void Functions_of_the_hub_bind_its_client()
    {
        FunctionsApp.HttpFunctions.Where(function => function.Level is not AuthorizationLevel.Anonymous).ShouldAllBe(function => function.Function.BindsClient);
        FunctionsApp.Functions.Where(function => function.Trigger is TimerTriggerAttribute).ShouldAllBe(function => function.BindsClient);
        FunctionsApp.Functions.Where(function => function.Trigger is OrchestrationTriggerAttribute).ShouldAllBe(function => !function.BindsClient);
    }

    [Fact]
    public async Task Every_class_of_functions_is_made_of_the_services()
    {
        await using var app = await FunctionsApp.StartAsync();

        foreach (var type in FunctionsApp.Functions.Select(function => function.DeclaringType).Distinct().Where(type => !type.IsAbstract))
            ActivatorUtilities.CreateInstance(app.Services, type).ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_function_does_its_work()
    {
        using var boxes = new BoxServer();
        using var numbers = new GateServer();
        await using var app = await FunctionsApp.StartAsync();

        (await app.GetAsync("api/health")).With(HttpStatusCode.OK);
        (await app.GetAsync("api/openapi.json")).With(HttpStatusCode.OK);
        (await app.PostAsync("api/rpc", """{"jsonrpc": "2.0", "id": 1, "method": "nothing"}""")).With(HttpStatusCode.OK);
        await SteerAsync(app, boxes);
        await DeleteAsync(app, await NumberFlow.SubmitAsync(app, numbers.Url, items: 3, maxConcurrency: 2));
        await app.RingAsync("Sweep");

        app.Ran.ShouldBe(FunctionsApp.Functions.Select(function => function.Name), ignoreOrder: true);
    }

    /// <summary>Makes a run that waits an hour for its poll, holds it, has it go on, ends it and walks it again.</summary>
    static async Task SteerAsync(FunctionsApp app, BoxServer boxes)
    {
        var flowId = await BoxFlow.PutAsync(app);
        (await app.GetAsync("api/flows")).With(HttpStatusCode.OK);
        (await app.GetAsync($"api/flows/{flowId}")).With(HttpStatusCode.OK);
        (await app.GetAsync($"api/flows/{flowId}/graph")).With(HttpStatusCode.OK);
        var runId = (await BoxFlow.SubmitAsync(app, flowId, boxes.Url, interval: 3600)).With(HttpStatusCode.Accepted).Member("runId");
        await app.InstanceUntilAsync(runId, status => status.TryGetProperty("nextAttemptAt", out _));
        foreach (var command in new[] { "suspend", "resume", "cancel" })
            (await app.PostAsync($"api/runs/{runId}/{command}")).With(HttpStatusCode.Accepted);
        await app.EndAsync(runId);
        (await app.PostAsync($"api/runs/{runId}/rerun")).With(HttpStatusCode.Accepted);
        (await app.PostAsync($"api/runs/{runId}/cancel")).With(HttpStatusCode.Accepted);
    }

    /// <summary>Reads a run to its end, and deletes it.</summary>
    static async Task DeleteAsync(FunctionsApp app, string runId)
    {
        await app.EndAsync(runId);
        foreach (var path in new[] { "api/runs", $"api/runs/{runId}/items", $"api/runs/{runId}/items/0", $"api/runs/{runId}/events" })
            (await app.GetAsync(path)).With(HttpStatusCode.OK);
        (await app.SendAsync(HttpMethod.Delete, $"api/runs/{runId}")).With(HttpStatusCode.Accepted);
        await app.PurgedAsync(runId);
    }

    static IEnumerable<string> Names<TTrigger>() => FunctionsApp.Functions.Where(function => function.Trigger is TTrigger).Select(function => function.Name);
}
