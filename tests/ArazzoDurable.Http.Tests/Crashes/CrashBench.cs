using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Tests.Crashes;

/// <summary>A data folder, and the hosts that work in it one after another, of a flow of two calls for each item.</summary>
/// <param name="api">What the flow calls.</param>
sealed class CrashBench(OrderApi api) : IAsyncDisposable
{
    public const int Items = 3;
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arazzo-crash-");
    EmbeddedHost? host;
    WalkServices? walk;
    RunEngine? engine;

    public OrderApi Api => api;

    public EmbeddedHost Host => host!;

    public RunService Runs => engine!.Runs;

    public RunRecords Records => walk!.Records;

    public string DatabaseFile => Path.Combine(folder.FullName, "arazzo.db");

    public async Task OpenAsync(Func<CommitPoint, long, bool>? diesAt = null)
    {
        var registry = new EmbeddedRegistry().AddRuns(() => engine!);
        host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName, DiesAt = diesAt }, registry, default);
        walk = new WalkServices(
            new FlowPlans(new StoredFlows(host.RunStore)), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, new SilentObserver());
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, new HttpCaller(api, TimeProvider.System), CallLimits.Default, host.RunStore));
    }

    /// <summary>Carries on what a host before left, as a server does when it starts.</summary>
    public async Task RecoverAsync()
    {
        await Runs.RecoverAsync(null, default);
        await Host.RecoverAsync(default);
    }

    /// <summary>Carries on the only run that a host before left, if it left one, as a program does that is asked for this run.</summary>
    public async Task RecoverRunAsync()
    {
        if ((await Records.ListAsync(null, 2, default)).SingleOrDefault() is not { RunId: var runId })
            return;
        await Runs.RecoverAsync(runId, default);
        foreach (var prefix in RunKeys.InstancePrefixes(runId))
            await Host.RecoverAsync(prefix, default);
    }

    /// <summary>Submits the items, under the same key each time.</summary>
    public async Task<RunStatus> SubmitAsync()
    {
        var bundle = Bundle();
        await new StoredFlows(Host.RunStore).PutAsync(bundle, default);
        var inputs = Enumerable.Range(0, Items).Select(number => JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"{{\"n\": {number}}}")));
        var submission = new RunSubmission(bundle.Id.ToString(), "main", [.. inputs], RunOptions.Default) { MaxConcurrency = 2, IdempotencyKey = "once" };
        var outcome = await Runs.SubmitAsync(submission, default);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message).Status;
    }

    public async Task<RunStatus> EndAsync(string runId) =>
        (await Runs.WaitAsync(runId, includeResults: true, reveal: false, default).WaitAsync(Patience)).ShouldNotBeNull();

    /// <summary>Waits until all instances of a run have ended.</summary>
    public async Task SettleAsync(string runId)
    {
        foreach (var prefix in (string[])[.. RunKeys.InstancePrefixes(runId), RunKeys.Purge(runId)])
        {
            while (await Host.Instances.ListUnfinishedAsync(prefix, null, 100, default) is [_, ..] unfinished)
                await Task.WhenAll(unfinished.Select(id => Host.Instances.WaitForCompletionAsync(id, default))).WaitAsync(Patience);
        }
    }

    /// <summary>The log of a run.</summary>
    public async Task<ImmutableArray<LoggedEntry>> LogAsync(string runId) => (await Host.EventLog.ReadAsync(runId, 0, 100_000, default)).Entries;

    /// <summary>The idempotency keys of the calls whose completion the log tells.</summary>
    public async Task<IReadOnlySet<string>> ToldKeysAsync()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in await Records.ListAsync(null, 2, default))
        {
            keys.UnionWith((await LogAsync(record.RunId)).Select(entry => JsonSerializer.Deserialize(entry.Value.Span, RuntimeJson.Default.RunEvent))
                .OfType<RunEvent.StepAttempted>().Select(told => KeyOf(record.RunId, told.Visit)));
        }
        return keys;
    }

    public Task DieAsync() => Host.AbandonAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // No step of the flow is retried, so none has had a response before.
    static string KeyOf(string runId, StepVisit visit) => RunKeys.Digest(
        runId, Number(visit.ItemIndex), Number(visit.Generation), visit.Path, visit.StepId, Number(visit.Visit), Number(0));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static FlowBundle Bundle() => FlowBundle.Create(
        JsonElement.Parse("""
            {"arazzo": "1.0.1", "info": {"title": "Orders", "version": "1"}, "sourceDescriptions": [{"name": "orders", "url": "orders.json", "type": "openapi"}],
             "workflows": [{"workflowId": "main", "steps": [
               {"stepId": "place", "operationId": "place", "parameters": [{"name": "n", "in": "path", "value": "$inputs.n"}]},
               {"stepId": "confirm", "operationId": "confirm", "parameters": [{"name": "n", "in": "path", "value": "$inputs.n"}],
                "successCriteria": [{"condition": "$statusCode == 200"}], "outputs": {"path": "$response.body#/path"}}],
               "outputs": {"path": "$steps.confirm.outputs.path"}}]}
            """),
        new Dictionary<string, JsonElement>
        {
            ["orders"] = JsonElement.Parse("""
                {"openapi": "3.1.0", "info": {"title": "Orders", "version": "1"}, "servers": [{"url": "https://orders.example"}], "paths": {
                  "/{n}/place": {"post": {"operationId": "place", "parameters": [{"name": "n", "in": "path", "required": true, "schema": {"type": "integer"}}], "responses": {"200": {"description": "ok"}}}},
                  "/{n}/confirm": {"post": {"operationId": "confirm", "parameters": [{"name": "n", "in": "path", "required": true, "schema": {"type": "integer"}}], "responses": {"200": {"description": "ok"}}}}}}
                """),
        });
}
