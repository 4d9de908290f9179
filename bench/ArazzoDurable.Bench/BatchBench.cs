using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Serve;
using ArazzoDurable.Http;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ArazzoDurable.Bench;

/// <summary>
/// Runs of many items of a flow of two steps, over the API as <c>arazzo serve</c> has it, against a server that answers at once. All of it
/// is in one process: host, API, the server that is called, and the one who measures.
/// </summary>
sealed class BatchBench : IAsyncDisposable
{
    const int MaxConcurrency = 64;
    static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan CountEvery = TimeSpan.FromMilliseconds(250);

    readonly DirectoryInfo folder;
    readonly LocalHost host;
    readonly WebApplication called;
    readonly WebApplication api;
    readonly HttpClient client;
    readonly string flowId;

    BatchBench(DirectoryInfo folder, LocalHost host, WebApplication called, WebApplication api, string flowId)
    {
        (this.folder, this.host, this.called, this.api, this.flowId) = (folder, host, called, api, flowId);
        client = new HttpClient { BaseAddress = new Uri(api.Urls.First()), Timeout = TimeSpan.FromMinutes(30) };
    }

    /// <summary>Starts everything.</summary>
    public static async Task<BatchBench> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arazzo-bench-");
        var called = await Listening.StartAsync(AnswerAsync);
        var url = new Uri(called.Urls.First());
        var host = await LocalHost.OpenAsync(
            new LocalHostOptions { DataFolder = folder.FullName, Holder = "a benchmark", AllowedHosts = HostAllowList.Of(url), Observer = new Unobserved() }, default);
        var bundle = TwoSteps.Bundle(url);
        await host.Flows.PutAsync(bundle, default);
        var services = new ApiServices(host.Runs, host.Flows, host.Instances, TimeProvider.System, exception => throw exception) { Blobs = host.Blobs };
        var bridge = new RequestBridge(new ArazzoApi(services, ApiSettings.Default), isOpen: true, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return new BatchBench(folder, host, called, await Listening.StartAsync(bridge.HandleAsync), bundle.Id.ToString());
    }

    /// <summary>Runs so many items.</summary>
    public async Task<BatchMeasure> MeasureAsync(int items)
    {
        var (commits, processor) = (host.Commits, Environment.CpuUsage.TotalTime);
        var started = Stopwatch.GetTimestamp();
        var runId = await SubmitAsync(items);
        var accepted = Stopwatch.GetElapsedTime(started);
        using var over = new CancellationTokenSource();
        var (reads, rows) = (ReadAsync(runId, over.Token), CountAsync(runId, over.Token));
        var status = await GetAsync($"api/runs/{runId}?wait=true&timeoutSecs=3600");
        var ended = Stopwatch.GetElapsedTime(started);
        await over.CancelAsync();
        if (status.GetProperty("items").GetProperty("success").GetInt32() != items)
            throw new InvalidOperationException($"Not every item succeeded: {status}");
        return new BatchMeasure(items, accepted, ended, Environment.CpuUsage.TotalTime - processor, host.Commits - commits, await rows, await reads);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await api.DisposeAsync();
        await host.DisposeAsync();
        await called.DisposeAsync();
        folder.Delete(recursive: true);
    }

    static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(context.Request.Method == "POST" ? """{"id":"b1"}""" : """{"id":"b1","state":"running"}""");
    }

    async Task<string> SubmitAsync(int items)
    {
        var inputs = string.Join(',', Enumerable.Range(0, items).Select(item => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"box {item}\"}}")));
        using var content = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $"{{\"flowId\":\"{flowId}\",\"maxConcurrency\":{MaxConcurrency},\"inputs\":[{inputs}]}}"),
            Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri("api/runs", UriKind.Relative), content);
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer.GetProperty("runId").GetString() ?? throw new InvalidOperationException($"The run was not accepted: {answer}");
    }

    async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));

    async Task<ImmutableArray<TimeSpan>> ReadAsync(string runId, CancellationToken over)
    {
        var times = ImmutableArray.CreateBuilder<TimeSpan>();
        while (!over.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await GetAsync($"api/runs/{runId}");
            times.Add(Stopwatch.GetElapsedTime(started));
            await Task.Delay(ReadEvery, CancellationToken.None);
        }
        return times.ToImmutable();
    }

    async Task<long> CountAsync(string runId, CancellationToken over)
    {
        var most = 0L;
        while (!over.IsCancellationRequested)
        {
            foreach (var id in (string[])[
                runId, .. await host.Instances.ListUnfinishedAsync(RunKeys.LanePrefix(runId), null, MaxConcurrency, default),
                .. await host.Instances.ListUnfinishedAsync($"i:{runId}:", null, MaxConcurrency, default)])
                most = Math.Max(most, await host.CountHistoryAsync(id));
            await Task.Delay(CountEvery, CancellationToken.None);
        }
        return most;
    }

    sealed class Unobserved : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
        }
    }
}
