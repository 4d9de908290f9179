using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Serve;
using ArazzoDurable.Http;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Walk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ArazzoDurable.Bench;

/// <summary>
/// The API as <c>arazzo serve</c> has it on a temporary folder, a flow of two steps, and the server that it calls, which answers at once. All
/// of it is in one process, with the one who measures.
/// </summary>
sealed class Rig : IAsyncDisposable
{
    // A benchmark of the API finds its own limit, not the one of its settings.
    static readonly ApiSettings Settings = ApiSettings.Default with { RequestsPerSecond = 0 };

    readonly DirectoryInfo folder;
    readonly Uri calledUrl;
    readonly WebApplication called;
    readonly WebApplication api;

    Rig(DirectoryInfo folder, Uri calledUrl, LocalHost host, WebApplication called, WebApplication api, string flowId)
    {
        (this.folder, this.calledUrl, Host, this.called, this.api, FlowId) = (folder, calledUrl, host, called, api, flowId);
        Client = new HttpClient { BaseAddress = new Uri(api.Urls.First()), Timeout = TimeSpan.FromMinutes(30) };
    }

    /// <summary>Where the runs are.</summary>
    public LocalHost Host { get; }

    /// <summary>Speaks to the API.</summary>
    public HttpClient Client { get; }

    /// <summary>The flow of two steps.</summary>
    public string FlowId { get; }

    /// <summary>Starts everything.</summary>
    public static async Task<Rig> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arazzo-bench-");
        var called = await Listening.StartAsync(AnswerAsync);
        var url = new Uri(called.Urls.First());
        var host = await OpenAsync(folder, url);
        var bundle = TwoSteps.Bundle(url);
        await host.Flows.PutAsync(bundle, default);
        var services = new ApiServices(host.Runs, host.Flows, host.Instances, TimeProvider.System, exception => throw exception)
        {
            Blobs = host.Blobs,
            Administration = host.Administration,
        };
        var bridge = new RequestBridge(new ArazzoApi(services, Settings), isOpen: true, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return new Rig(folder, url, host, called, await Listening.StartAsync(bridge.HandleAsync), bundle.Id.ToString());
    }

    /// <summary>Submits a run of so many items.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<JsonElement> SubmitAsync(int items, int maxConcurrency)
    {
        var inputs = string.Join(',', Enumerable.Range(0, items).Select(item => string.Create(CultureInfo.InvariantCulture, $"{{\"name\":\"box {item}\"}}")));
        using var content = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $"{{\"flowId\":\"{FlowId}\",\"maxConcurrency\":{maxConcurrency},\"inputs\":[{inputs}]}}"),
            Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Client.PostAsync(new Uri("api/runs", UriKind.Relative), content);
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer.TryGetProperty("runId", out _) ? answer : throw new InvalidOperationException($"The run was not accepted: {answer}");
    }

    /// <summary>What stands at a path of the API.</summary>
    public async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await Client.GetByteArrayAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Closes the host, and opens the folder again as a start of <c>arazzo serve</c> does.</summary>
    public async Task<LocalHost> OpenAgainAsync()
    {
        await Host.DisposeAsync();
        var host = await OpenAsync(folder, calledUrl);
        await host.RecoverAsync(null, default);
        return host;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await api.DisposeAsync();
        await Host.DisposeAsync();
        await called.DisposeAsync();
        folder.Delete(recursive: true);
    }

    static Task<LocalHost> OpenAsync(DirectoryInfo folder, Uri url) => LocalHost.OpenAsync(
        new LocalHostOptions { DataFolder = folder.FullName, Holder = "a benchmark", AllowedHosts = HostAllowList.Of(url), Observer = new Unobserved() }, default);

    static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(context.Request.Method == "POST" ? """{"id":"b1"}""" : """{"id":"b1","state":"running"}""");
    }

    sealed class Unobserved : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
        }
    }
}
