using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Runs the cases of <c>cases/**/*.yaml</c>.</summary>
public sealed class WalkCaseTests
{
    public static TheoryData<string> Cases() => [.. WalkCases.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Walk_goes_as_the_case_says(string name)
    {
        var given = WalkCases.Named(name);
        var caller = new ScriptedCaller(given.Answers);
        var rig = new WalkRig(caller, given.HostCredentials);
        var description = given.Description();
        var read = ArazzoReader.Read(Encoding.UTF8.GetBytes(description.GetRawText()));
        var options = Options(given);
        var isReadable = read.Diagnostics.All(diagnostic => diagnostic.Severity is not Severity.Error);
        CheckDiagnostics(given, isReadable ? read.Diagnostics.AddRange(Compiled(given, description, options)) : read.Diagnostics);
        if (!isReadable)
        {
            given["refused"]?.GetString().ShouldBe("unreadable");
            return;
        }

        var flowId = await rig.StoreAsync(description, given.Sources());
        var outcome = await SubmitAsync(given, rig, flowId, options);

        if (given["refused"]?.GetString() is { } refused)
        {
            CheckRefused(given, refused, outcome);
            caller.Calls.ShouldBeEmpty();
            return;
        }
        var accepted = outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message ?? "");
        var status = (await rig.Runs.GetAsync(accepted.Status.RunId, includeResults: true, reveal: true, CancellationToken.None))!;
        Check(given, WalkTaken.Of(caller, rig, accepted.Status.RunId), status);
        await RerunAsync(given, caller, rig, accepted.Status.RunId);
        caller.Unused.ShouldBe(0, "answers that nobody asked for");
    }

    /// <summary>Walks the run again as often as the case says; no call of a generation has the key of one before it.</summary>
    static async Task RerunAsync(WalkCase given, ScriptedCaller caller, WalkRig rig, string runId)
    {
        for (var again = given.Rerun; again is not null; again = again.Rerun)
        {
            caller.Unused.ShouldBe(0, "answers that nobody asked for before the rerun");
            var before = WalkTaken.Of(caller, rig, runId);
            caller.Add(again.Answers);
            rig.CancelAfter = again.CancelAfter + before.Calls.Count;
            (await WalkAsync(rig, () => rig.Runs.CommandAsync(runId, RunCommand.Rerun, CancellationToken.None))).ShouldBeOfType<CommandOutcome.Accepted>();
            var taken = WalkTaken.Of(caller, rig, runId).Since(before);
            Check(again, taken, (await rig.Runs.GetAsync(runId, includeResults: true, reveal: true, CancellationToken.None))!);
            taken.Keys.Intersect(before.Keys).ShouldBeEmpty("keys of an earlier generation");
        }
    }

    static async Task<SubmitOutcome> SubmitAsync(WalkCase given, WalkRig rig, string flowId, RunOptions options)
    {
        rig.CancelAfter = given.CancelAfter;
        return await WalkAsync(rig, () => rig.SubmitAsync(flowId, given.Inputs, options, given["workflow"]?.GetString(), given.Auth));
    }

    /// <summary>Walks; what made the runner give way, such as a call without an answer, is thrown as it is.</summary>
    static async Task<T> WalkAsync<T>(WalkRig rig, Func<Task<T>> walk)
    {
        try
        {
            return await walk();
        }
        catch (StepFaultedException) when (rig.Events.OfType<WalkEvent.Faulted>().FirstOrDefault() is { } faulted)
        {
            ExceptionDispatchInfo.Throw(faulted.Exception);
            throw;
        }
    }

    /// <summary>What is said about the description and its use of its sources; a case that has none of it has no <c>diagnostics</c>.</summary>
    static void CheckDiagnostics(WalkCase given, ImmutableArray<Diagnostic> diagnostics)
    {
        var expected = given["diagnostics"]?.EnumerateArray().Select(line => line.GetString()!).ToList() ?? [];
        diagnostics.Select((diagnostic, index) => Line(diagnostic, expected.ElementAtOrDefault(index))).ShouldBe(expected);
    }

    static void CheckRefused(WalkCase given, string code, SubmitOutcome outcome)
    {
        var refusal = outcome.ShouldBeOfType<SubmitOutcome.Refused>();
        refusal.Code.ShouldBe(code, refusal.Message);
        var expected = given["problems"]?.EnumerateArray().Select(line => line.GetString()!).ToList();
        if (expected is not null)
            refusal.Problems.Select((problem, index) => Line(problem, expected.ElementAtOrDefault(index))).ShouldBe(expected);
    }

    /// <summary>A diagnostic as its case tells it: <c>code</c>, or <c>code /pointer</c>.</summary>
    static string Line(Diagnostic diagnostic, string? expected) =>
        expected?.Contains(' ', StringComparison.Ordinal) ?? false ? $"{diagnostic.Code} {diagnostic.Location.Pointer}" : diagnostic.Code;

    static ImmutableArray<Diagnostic> Compiled(WalkCase given, JsonElement description, RunOptions options) =>
        FlowCompiler.Compile(FlowBundle.Create(description, given.Sources()), options.Dialect).Diagnostics;

    static RunOptions Options(WalkCase given) => RunOptions.Default with
    {
        Parallel = given["parallel"]?.GetBoolean() ?? false,
        HostCredentials = given["host-credentials"]?.GetString() is { } use ? Enum.Parse<HostCredentialUse>(use, ignoreCase: true) : HostCredentialUse.Bound,
        Dialect = given["dialect"]?.GetString() is { } dialect ? Enum.Parse<Dialect>(dialect, ignoreCase: true) : null,
        Polling = given["polling"] is { } polling ? Polling(polling) : new PollingOverride { Constant = true },
        Servers = given["servers"]?.EnumerateObject().ToImmutableSortedDictionary(server => server.Name, server => server.Value.GetString()!, StringComparer.Ordinal)
            ?? RunOptions.Default.Servers,
        Steps = given["overrides"]?.EnumerateObject().ToImmutableSortedDictionary(step => step.Name, step => step.Value, StringComparer.Ordinal)
            ?? RunOptions.Default.Steps,
        OmitIdempotencyKey = given["idempotencyKey"]?.GetBoolean() is false,
    };

    static void Check(WalkCase given, WalkTaken taken, RunStatus status)
    {
        var result = status.Results!.Value.Single().Result;
        CaseRequests.Check(given["requests"]!.Value, taken.Calls, result.Error?.Message);
        if (given["bodies"] is { } bodies)
            taken.Calls.Where(call => call.Body is not null).Select(call => Json(call.Body!)).ShouldBe(bodies.EnumerateArray().Select(Json));
        if (given["texts"] is { } texts)
            taken.Calls.Select(call => call.Body).OfType<string>().ShouldBe(texts.EnumerateArray().Select(text => text.GetString()!));
        if (given["headers"] is { } headers)
        {
            foreach (var header in headers.EnumerateObject())
                taken.Calls.Select(call => call.Headers.GetValueOrDefault(header.Name)).Distinct().ShouldBe([header.Value.GetString()]);
        }
        if (given["requests-with"] is { } each)
            Sent(taken, each).ShouldBe(each.EnumerateArray().Select(sent => Json(sent)));
        if (given["waits"] is { } waits)
            taken.Waits.ShouldBe(waits.EnumerateArray().Select(wait => wait.GetDouble()));
        // Waits before they are moved by up to a tenth.
        if (given["waits-about"] is { } about)
        {
            taken.Waits.Count.ShouldBe(about.GetArrayLength());
            foreach (var (wait, expected) in taken.Waits.Zip(about.EnumerateArray().Select(wait => wait.GetDouble())))
                Math.Abs(wait - expected).ShouldBeLessThanOrEqualTo(expected / 10);
        }
        result.Outcome.ShouldBe(Enum.Parse<ItemOutcome>(given["outcome"]?.GetString() ?? "success", ignoreCase: true), result.Error?.Message);
        status.Status.ToString().ShouldBe(result.Outcome.ToString());
        if (given["outputs"] is { } outputs)
            Json(result.Value!.Value).ShouldBe(Json(outputs));
        if (given["error"] is { } error)
        {
            result.Error!.Code.ShouldBe(error.GetProperty("code").GetString());
            if (error.TryGetProperty("message", out var message))
                result.Error.Message.ShouldBe(message.GetString());
            if (error.TryGetProperty("mentions", out var mentions))
                result.Error.Message.ShouldContain(mentions.GetString()!, Case.Sensitive);
        }
        if (given["events"] is { } events)
            taken.Events.ShouldBe(events.EnumerateArray().Select(line => line.GetString()!));
        taken.Reports.ShouldBe(given["reports"]?.GetInt32() ?? 0, "reports");
    }

    /// <summary>Of each call, in the members that the case gives for it: headers by their names, and the body as it was sent.</summary>
    static IEnumerable<string> Sent(WalkTaken taken, JsonElement each) => taken.Calls.Zip(each.EnumerateArray(), (call, expected) =>
        Json(JsonSerializer.Serialize(expected.EnumerateObject().ToDictionary(
            member => member.Name, member => member.Name == "body" ? call.Body : call.Headers.GetValueOrDefault(member.Name)))));

    static PollingOverride Polling(JsonElement polling) => new()
    {
        Interval = Number(polling, "interval"),
        Factor = Number(polling, "factor"),
        MaxInterval = Number(polling, "maxInterval"),
        Deadline = Number(polling, "deadline"),
        MaxVisits = (int?)Number(polling, "maxVisits"),
        Constant = polling.TryGetProperty("constant", out var constant) && constant.GetBoolean(),
    };

    static decimal? Number(JsonElement polling, string name) => polling.TryGetProperty(name, out var number) ? number.GetDecimal() : null;

    static string Json(string text) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(text)));

    static string Json(JsonElement value) => Json(value.GetRawText());
}
