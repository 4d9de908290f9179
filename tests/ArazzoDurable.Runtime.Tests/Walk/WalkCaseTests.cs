using System.Text;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Runs the cases of <c>cases/*.yaml</c>.</summary>
public sealed class WalkCaseTests
{
    static string Folder => Path.Combine(AppContext.BaseDirectory, "Walk", "cases");

    public static TheoryData<string> Cases() => [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Walk_goes_as_the_case_says(string name)
    {
        var given = WalkCase.Read(Path.Combine(Folder, $"{name}.yaml"));
        var caller = new ScriptedCaller(given.Answers);
        var rig = new WalkRig(caller, given.HostCredentials);
        var flowId = await rig.StoreAsync(given.Description(), given.Sources());
        var options = RunOptions.Default with
        {
            Parallel = given["parallel"]?.GetBoolean() ?? false,
            Dialect = given["dialect"]?.GetString() is { } dialect ? Enum.Parse<Dialect>(dialect, ignoreCase: true) : null,
            HostCredentials = given["host-credentials"]?.GetString() is { } use ? Enum.Parse<HostCredentialUse>(use, ignoreCase: true) : HostCredentialUse.Bound,
            Polling = given["polling"] is { } polling ? Polling(polling) : new PollingOverride { Constant = true },
        };

        var outcome = await rig.SubmitAsync(flowId, given.Inputs, options, given["workflow"]?.GetString(), given.Auth);

        var accepted = outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message ?? "");
        var status = (await rig.Runs.GetAsync(accepted.Status.RunId, includeResults: true, reveal: true, CancellationToken.None))!;
        var result = status.Results!.Value.Single().Result;
        Check(given, caller, rig, status, result);
        caller.Unused.ShouldBe(0, "answers that nobody asked for");
    }

    static void Check(WalkCase given, ScriptedCaller caller, WalkRig rig, RunStatus status, ItemResult result)
    {
        Lines(caller).ShouldBe(given["requests"]!.Value.EnumerateArray().Select(line => line.GetString()!.TrimEnd()), $"{result.Error?.Message}");
        if (given["bodies"] is { } bodies)
            caller.Calls.Where(call => call.Body is not null).Select(call => Json(call.Body!)).ShouldBe(bodies.EnumerateArray().Select(Json));
        if (given["texts"] is { } texts)
            caller.Calls.Select(call => call.Body).OfType<string>().ShouldBe(texts.EnumerateArray().Select(text => text.GetString()!));
        if (given["headers"] is { } headers)
        {
            foreach (var header in headers.EnumerateObject())
                caller.Calls.Select(call => call.Headers.GetValueOrDefault(header.Name)).Distinct().ShouldBe([header.Value.GetString()]);
        }
        if (given["requests-with"] is { } each)
            Sent(caller, each).ShouldBe(each.EnumerateArray().Select(sent => Json(sent)));
        if (given["waits"] is { } waits)
            rig.Waits.ShouldBe(waits.EnumerateArray().Select(wait => wait.GetDouble()));
        // Waits before they are moved by up to a tenth.
        if (given["waits-about"] is { } about)
        {
            rig.Waits.Count.ShouldBe(about.GetArrayLength());
            foreach (var (wait, expected) in rig.Waits.Zip(about.EnumerateArray().Select(wait => wait.GetDouble())))
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
        }
        if (given["reports"] is { } reports)
            rig.Events.OfType<WalkEvent.Reported>().Count().ShouldBe(reports.GetInt32());
    }

    /// <summary>Of each call, in the members that the case gives for it: headers by their names, and the body as it was sent.</summary>
    static IEnumerable<string> Sent(ScriptedCaller caller, JsonElement each) => caller.Calls.Zip(each.EnumerateArray(), (call, expected) =>
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

    static IEnumerable<string> Lines(ScriptedCaller caller) =>
        caller.Calls.Select(call => $"{call.Method} {call.Uri.AbsoluteUri.Replace("https://api.example.com/v1", "", StringComparison.Ordinal)}");

    static string Json(string text) => Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(text)));

    static string Json(JsonElement value) => Json(value.GetRawText());
}
