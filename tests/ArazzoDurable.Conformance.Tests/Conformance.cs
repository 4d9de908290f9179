using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Conformance.Tests;

/// <summary>
/// A part of the contract that every host keeps. What a suite makes has names of its own, so that it can run again and again on one host,
/// beside other use; nothing is said of how long anything takes.
/// </summary>
/// <typeparam name="THost">The host.</typeparam>
/// <param name="host">The host.</param>
public abstract class Conformance<THost>(THost host) : IClassFixture<THost>, IAsyncLifetime
    where THost : class, IHostUnderTest
{
    HostClient? api;

    private protected THost Host => host;

    /// <summary>Speaks with the host; every answer is held to the host's own description.</summary>
    private protected HostClient Api => api ?? throw new InvalidOperationException("The test has not begun.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        api = new HostClient(host.Client, await Described.OnceAsync(() => DescribeAsync(host)));
        await Callable.OnceAsync(CallAsync);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    static Once<DescribedAnswers> Described { get; } = new();

    static Once<bool> Callable { get; } = new();

    static async Task<DescribedAnswers> DescribeAsync(THost host)
    {
        // The first request: a host that is not there, or asks for a key, is told of in one sentence.
        using var response = await host.Client.GetAsync(new Uri("/api/openapi.json", UriKind.Relative));
        response.IsSuccessStatusCode.ShouldBeTrue($"{host.Name} answers GET /api/openapi.json with {(int)response.StatusCode}");
        using var listed = await host.Client.GetAsync(new Uri("/api/runs?top=1", UriKind.Relative));
        ((int)listed.StatusCode).ShouldNotBeOneOf([401, 403], $"{host.Name} asks for another key: set ARAZZO_HOST_KEY to the one that it takes");
        return new DescribedAnswers(new ApiDescription(await response.Content.ReadAsByteArrayAsync()), mayHaveOtherHeaders: true);
    }

    /// <summary>Sees whether the host may call this machine at all.</summary>
    async Task<bool> CallAsync()
    {
        await using var server = await CalledServer.StartAsync(CalledAnswer.Ok("{}"));
        var answer = await Api.PostAsync("/api/flows", Flow.Of("{operations: {a: GET /a}, steps: [{stepId: a, operationId: a}]}", server).ToString());
        answer.Status.ShouldBe(201, $"{host.Name} does not store a flow: {answer}");
        var run = await Api.RunAsync(answer["flowId"].GetString()!);
        if (run.GetProperty("results")[0].GetProperty("result").TryGetProperty("error", out var error) && error.GetProperty("code").GetString() == "host-not-allowed")
        {
            throw new ShouldAssertException(
                $"{host.Name} must be allowed to call servers of this machine: start it with `arazzo serve --allow-host 127.0.0.1`, or with the setting ARAZZO_ALLOW_HOSTS=127.0.0.1 on Azure Functions. {error}");
        }
        run.GetProperty("status").GetString().ShouldBe("success", $"{host.Name} did not reach a server at {server.Url}: {run}");
        return true;
    }
}
