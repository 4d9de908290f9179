using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Items;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Client.Tests.Pages;

/// <summary>The snippets of the page about the client, compiled.</summary>
static class Snippets
{
    public static async Task StartAsync()
    {
        using var http = new HttpClient(ArazzoClient.CreateHandler()) { BaseAddress = new Uri("http://127.0.0.1:7071") };
        var client = new ArazzoClient(http, new ArazzoClientOptions { ApiKey = Environment.GetEnvironmentVariable("ARAZZO_API_KEY") });

        var flow = await client.PutFlowAsync(await FlowUpload.ReadAsync("boxes.arazzo.yaml", [new("boxes", "boxes.openapi.yaml")]));
        var run = await client.SubmitRunAsync(new SubmitRequest(flow.FlowId) { Wait = true }.WithInput(new { name = "one" }));
        Console.WriteLine(run.Results!.Value[0].Result.Value);
    }

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton(new ArazzoClientOptions { ApiKey = Environment.GetEnvironmentVariable("ARAZZO_API_KEY") });
        services.AddHttpClient<ArazzoClient>(http => http.BaseAddress = new Uri("https://runs.example.com"))
            .ConfigurePrimaryHttpMessageHandler(ArazzoClient.CreateHandler);
    }

    public static async Task WatchAsync(ArazzoClient client, string runId)
    {
        await foreach (var (id, happened) in client.WatchRunAsync(runId))
        {
            if (happened is RunEvent.StepAttempted attempted)
                Console.WriteLine($"{id}: {attempted.Visit.StepId} was answered with {attempted.StatusCode} after {attempted.DurationMs} ms");
        }
    }

    public static async Task FailedItemsAsync(ArazzoClient client, string runId)
    {
        await foreach (var item in client.ListItemsAsync(runId, ItemStatus.Failed))
            Console.WriteLine($"{item.ItemIndex}: {item.Result?.Error?.Message}");
    }

    public static async Task CatchAsync(ArazzoClient client, SubmitRequest request)
    {
        try
        {
            await client.SubmitRunAsync(request);
        }
        catch (ArazzoApiException refused) when (refused.Code == "invalid-inputs")
        {
            foreach (var error in refused.Errors)
                Console.WriteLine($"{error.Pointer}: {error.Message}");
        }
    }
}
