using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>Carries a sequence of operations out on the API and on the model, and holds the one to the other.</summary>
sealed class Play(ModelRig rig)
{
    /// <summary>Far more than anything takes but a word that was lost, which is made up for after 30 s.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(2);

    static readonly string Nobody = RunId.Create(DateTimeOffset.UnixEpoch.AddYears(60), new byte[10]).ToString();

    readonly List<ModelRun> runs = [];
    readonly Dictionary<int, string> flows = [];
    int submits;

    IEnumerable<ModelRun> Known => runs.Where(run => !run.IsDeleted);

    /// <summary>Plays a sequence, then has all its runs end, looks at what they leave, and deletes them.</summary>
    public static async Task RunAsync(IReadOnlyList<Operation> sequence)
    {
        await using var rig = new ModelRig();
        await rig.OpenAsync();
        var play = new Play(rig);
        for (var step = 0; step < sequence.Count; step++)
        {
            try
            {
                await play.DoAsync(sequence[step]);
            }
            catch (ShouldAssertException exception)
            {
                throw new ShouldAssertException($"Operation {step + 1}: {exception.Message}", exception);
            }
        }
        await new Ending(rig, play).CheckAsync();
    }

    async Task DoAsync(Operation operation)
    {
        switch (operation)
        {
            case Operation.PutFlow(var flow):
                var put = await rig.PutFlowAsync(flow);
                put.Status.ShouldBe(flows.ContainsKey(flow) ? 200 : 201);
                flows[flow] = put.Json().GetProperty("flowId").GetString()!;
                break;
            case Operation.Submit(var flow, var items, var maxConcurrency, var key, var wait):
                await SubmitAsync(flow, items, maxConcurrency, key, wait);
                break;
            case Operation.SubmitAnd(var items, var maxConcurrency, var command):
                if (await SubmitAsync(0, items, maxConcurrency, null, wait: false) is { } fresh)
                    await RaceAsync(fresh, command, () => SteerAsync(fresh, command));
                break;
            case Operation.Answer(var answering):
                rig.Server.Answering = answering;
                break;
            case Operation.Release(var index, var call, var success):
                if (Find(index) is { } releasing && releasing.Held.ToList() is { Count: > 0 } held)
                    Return(releasing, held[call % held.Count], success);
                break;
            case Operation.ReleaseAll(var index, var success):
                if (Find(index) is { } all)
                    all.Held.ToList().ForEach(call => Return(all, call, success));
                break;
            case Operation.Steer(var index, var command):
                await SteerAsModelAsync(Find(index), command);
                break;
            case Operation.ReleaseAnd(var index, var success, var command):
                if (Find(index) is { IsDeleted: false, IsEnded: false } racing)
                    await RaceAsync(racing, command, () => ReleaseAndAsync(racing, success, command));
                break;
            case Operation.Flicker(var index):
                await SteerAsModelAsync(Find(index), RunCommand.Suspend);
                await SteerAsModelAsync(Find(index), RunCommand.Resume);
                break;
            case Operation.Get(var index, var includeResults, var overRpc):
                await new Reading(rig, Find(index)).GetAsync(includeResults, overRpc);
                break;
            case Operation.List(var status, var flow, var top):
                await ListAsync(status, flow, top);
                break;
            case Operation.GetItems(var index, var status, var top):
                await new Reading(rig, Find(index)).ItemsAsync(status, top);
                break;
            case Operation.Unknown(var route):
                await UnknownAsync(Nobody, route);
                break;
            case Operation.Restart:
                await rig.RestartAsync();
                runs.ForEach(run => run.Crash());
                break;
            default:
                throw new InvalidOperationException("An operation of an unknown kind.");
        }
        await SettleAsync();
    }

    /// <summary>Has all runs end.</summary>
    public async Task<IReadOnlyList<ModelRun>> EndAsync()
    {
        rig.Server.Answering = Answering.Pass;
        foreach (var run in Known)
        {
            if (run.State is RunState.Suspended)
                await SteerAsModelAsync(run, RunCommand.Resume);
            run.Held.ToList().ForEach(call => Return(run, call, success: true));
        }
        await SettleAsync();
        foreach (var gone in runs.Where(run => run.IsDeleted))
        {
            for (var route = 0; route < Routes; route++)
                await UnknownAsync(gone.RunId, route);
        }
        return [.. Known];
    }

    /// <summary>Deletes an ended run.</summary>
    public Task DeleteAsync(ModelRun run) => SteerAsModelAsync(run, RunCommand.Delete);

    ModelRun? Find(int index) => runs.Count == 0 ? null : runs[index % runs.Count];

    void Return(ModelRun run, Call call, bool success)
    {
        run.Return(call.Item, success);
        rig.Server.Release(call, success);
    }

    async Task<ModelRun?> SubmitAsync(int flow, int items, int maxConcurrency, int? key, bool wait)
    {
        var earlier = key is null ? null : Known.FirstOrDefault(run => run.Key == key);
        var isSame = earlier?.IsSame(flow, items, maxConcurrency) ?? false;
        var number = isSame ? earlier!.Number : ++submits;
        var inputs = string.Join(", ", Enumerable.Range(0, items).Select(item => string.Create(CultureInfo.InvariantCulture, $$"""{"run": {{number}}, "item": {{item}}}""")));
        var body = $$"""
            {"flowId": "{{flows.GetValueOrDefault(flow) ?? $"sha256:{new string('0', 64)}"}}", "inputs": [{{inputs}}],
             "maxConcurrency": {{maxConcurrency.ToString(CultureInfo.InvariantCulture)}}, "wait": {{(wait ? "true" : "false")}}, "timeoutSecs": 0}
            """;
        var answer = await rig.SendAsync("POST", "/api/runs", body, key is { } number2 ? $"key-{number2.ToString(CultureInfo.InvariantCulture)}" : null);
        if (!flows.ContainsKey(flow) || (earlier is not null && !isSame))
        {
            answer.Status.ShouldBe(flows.ContainsKey(flow) ? 422 : 404, answer.Text());
            return null;
        }
        var status = answer.Json();
        // Who submits again is told how the run stands, and one that has ended with 200 if he asked to wait.
        answer.Status.ShouldBeOneOf(200, 202);
        if (answer.Status == 200)
            Reading.IsEnd(status).ShouldBeTrue(answer.Text());
        answer.Header("Idempotent-Replayed").ShouldBe(isSame ? "true" : null);
        if (isSame)
        {
            status.GetProperty("runId").GetString().ShouldBe(earlier!.RunId);
            return null;
        }
        var run = new ModelRun(number, flow, items, maxConcurrency, key) { RunId = status.GetProperty("runId").GetString()! };
        runs.ShouldAllBe(other => other.RunId != run.RunId);
        runs.Add(run);
        return run;
    }

    async Task SteerAsModelAsync(ModelRun? run, RunCommand command)
    {
        if (run is null)
        {
            (await SteerAsync(Nobody, command)).Status.ShouldBe(404);
            return;
        }
        if (command is RunCommand.Resume or RunCommand.Rerun)
            rig.Server.Close(run.Number, isClosed: false);
        var before = run.State;
        var expected = run.Steer(command);
        var answer = await SteerAsync(run.RunId, command);
        answer.Status.ShouldBe(expected, $"{command} of run {run.Number}, {before}: {answer.Text()}");
        if (expected == 202 && command is RunCommand.Cancel or RunCommand.Suspend or RunCommand.Delete)
            rig.Server.Close(run.Number, run.Control is not RunControl.Run || run.IsDeleted);
        if (expected == 202)
            Reading.CheckInvariants(answer.Json());
        if (expected == 202 && command is RunCommand.Suspend)
            answer.Json().GetProperty("status").GetString().ShouldBe("suspended");
    }

    Task<ApiResponse> SteerAsync(ModelRun run, RunCommand command) => SteerAsync(run.RunId, command);

    Task<ApiResponse> SteerAsync(string runId, RunCommand command) => command is RunCommand.Delete
        ? rig.SendAsync("DELETE", $"/api/runs/{runId}")
        : rig.SendAsync("POST", $"/api/runs/{runId}/{JsonNamingPolicy.CamelCase.ConvertName(command.ToString())}");

    Task<ApiResponse> ReleaseAndAsync(ModelRun run, bool success, RunCommand command)
    {
        foreach (var call in run.Held)
            rig.Server.Release(call, success);
        return SteerAsync(run, command);
    }

    /// <summary>A command while calls come and go: the run is brought to its end, which the model then takes over, for much is legal.</summary>
    async Task RaceAsync(ModelRun run, RunCommand command, Func<Task<ApiResponse>> race)
    {
        rig.Server.Close(run.Number, isClosed: false);
        var answer = await race();
        answer.Status.ShouldBeOneOf(202, 409);
        var deleted = command is RunCommand.Delete && answer.Status == 202;
        for (var watch = Stopwatch.StartNew(); !deleted;)
        {
            var status = (await rig.SendAsync("GET", $"/api/runs/{run.RunId}")).Json();
            Reading.CheckInvariants(status);
            if (Reading.IsEnd(status))
                break;
            if (status.GetProperty("status").ValueEquals("suspended"))
                (await SteerAsync(run, RunCommand.Resume)).Status.ShouldBeOneOf(202, 409);
            foreach (var call in rig.Server.Held.Where(call => call.Run == run.Number))
                rig.Server.Release(call, success: true);
            watch.Elapsed.ShouldBeLessThan(Patience, $"Run {run.Number} does not end after {command}: {status}");
            await Task.Delay(Blink);
        }
        if (deleted)
        {
            run.Adopt(RunState.Success, run.Items.Select(_ => ItemPlace.Success), 0);
            run.Steer(RunCommand.Delete).ShouldBe(202);
            return;
        }
        var ended = (await rig.SendAsync("GET", $"/api/runs/{run.RunId}?includeResults=true")).Json();
        var state = Enum.Parse<RunState>(ended.GetProperty("status").GetString()!, ignoreCase: true);
        var generation = (await rig.EventsAsync(run.RunId)).Count(each => each.Event.GetProperty("type").ValueEquals("run.restarted"));
        run.Adopt(
            state, ended.GetProperty("results").EnumerateArray().Select(result => Enum.Parse<ItemPlace>(result.GetProperty("status").GetString()!, ignoreCase: true)), generation);
        if (command is RunCommand.Cancel && answer.Status == 202)
            state.ShouldBe(RunState.Cancelled);
    }

    async Task ListAsync(RunState? status, int? flow, int top)
    {
        var expected = Known.Where(run => (status ?? run.State) == run.State && (flow ?? run.Flow) == run.Flow).Select(run => run.RunId).Order(StringComparer.Ordinal).ToList();
        if (flow is { } unknown && !flows.ContainsKey(unknown))
            return;
        var query = string.Concat(
            status is null ? "" : $"&status={JsonNamingPolicy.CamelCase.ConvertName(status.Value.ToString())}",
            flow is null ? "" : $"&flowId={flows[flow.Value]}");
        (await Reading.PagesAsync(rig, $"/api/runs?top={top.ToString(CultureInfo.InvariantCulture)}{query}", "runs"))
            .Select(run => run.GetProperty("runId").GetString()).ShouldBe(expected);
    }

    const int Routes = 9;

    async Task UnknownAsync(string runId, int route)
    {
        var answer = (route % Routes) switch
        {
            0 => await rig.SendAsync("GET", $"/api/runs/{runId}"),
            1 => await rig.SendAsync("GET", $"/api/runs/{runId}/items"),
            2 => await rig.SendAsync("GET", $"/api/runs/{runId}/items/0"),
            3 => await rig.SendAsync("GET", $"/api/runs/{runId}/events"),
            var other => await SteerAsync(runId, (RunCommand)(other - 4)),
        };
        answer.Status.ShouldBe(404);
        answer.Json().GetProperty("code").GetString().ShouldBe("unknown-run");
    }

    /// <summary>Waits until the API stands as the model does, and holds calls of exactly the items that the model says.</summary>
    async Task SettleAsync()
    {
        foreach (var run in Known)
            run.Settle(rig.Server.Answering);
        var unsettled = Known.ToList();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Blink))
        {
            var difference = HeldDifference();
            while (difference is null && unsettled.Count > 0)
            {
                difference = await new Reading(rig, unsettled[^1]).DifferenceAsync();
                unsettled.RemoveRange(unsettled.Count - 1, difference is null ? 1 : 0);
            }
            rig.Server.Forbidden.ShouldBeEmpty();
            if (difference is null)
                return;
            watch.Elapsed.ShouldBeLessThan(Patience, $"It does not settle: {difference}");
        }
    }

    /// <summary>How the held calls differ from the model's; null when they do not.</summary>
    string? HeldDifference()
    {
        var held = rig.Server.Held;
        foreach (var call in held)
            runs.FirstOrDefault(run => run.Number == call.Run)?.Observe(call);
        var expected = Known.SelectMany(run => run.Held).ToList();
        return expected.SequenceEqual(held) ? null : $"held calls are {string.Join(", ", held)}, not {string.Join(", ", expected)}";
    }
}
