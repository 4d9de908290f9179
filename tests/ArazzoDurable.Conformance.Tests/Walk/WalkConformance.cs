using System.Collections.Concurrent;
using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>
/// The cases of walks, the same that the walk itself is held to: each is stored as a flow, submitted, and answered by a server of its own.
/// The cases of a file go side by side, since each takes as long as the host's queues do.
/// </summary>
public abstract class WalkConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    const int SideBySide = 16;

    public static TheoryData<string> Groups => [.. HostCase.Groups.Where(group => group.Value.Length > 0).Select(group => group.Key)];

    [HostTheory]
    [MemberData(nameof(Groups))]
    public async Task Walks_go_as_the_cases_say(string group)
    {
        var failures = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

        await Parallel.ForEachAsync(HostCase.Groups[group], new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (given, _) =>
        {
            try
            {
                await WalkAsync(given);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Each case is told of, whatever became of the others.
                failures[given.Name] = exception.Message;
            }
        });

        string.Join("\n\n", failures.OrderBy(failure => failure.Key, StringComparer.Ordinal).Select(failure => $"{failure.Key}: {failure.Value}")).ShouldBeEmpty();
    }

    async Task WalkAsync(HostCase given)
    {
        var answers = new ConcurrentQueue<JsonElement>(given.Given.Answers);
        await using var server = await CalledServer.StartAsync(request => answers.TryDequeue(out var answer)
            ? Answer(answer)
            : throw new InvalidOperationException($"The case has no answer left for {request}."));
        var stored = await Api.PostAsync("/api/flows", Flow.Of(given.Given, server).ToString());
        if (given.Given["refused"] is not null && stored.Status == 422)
        {
            CheckDiagnostics(given.Given, stored["diagnostics"]);
            server.Requests.ShouldBeEmpty();
            return;
        }
        stored.Expect(200, 201);
        var submitted = await Api.PostAsync("/api/runs", Exchange.HostClient.Submission(
            stored["flowId"].GetString()!, $"[{given.Given.Inputs.GetRawText()}]", given.Submission + """, "wait": true, "timeoutSecs": 90"""));

        if (given.Given["refused"]?.GetString() is { } refused)
        {
            submitted.Code.ShouldBe(refused, submitted.Text);
            server.Requests.ShouldBeEmpty();
            return;
        }
        var run = submitted.Expect(200).Json;
        Check(given.Given, server, 0, run);
        for (var again = given.Given.Rerun; again is not null; again = again.Rerun)
        {
            var before = server.Requests.Length;
            foreach (var answer in again.Answers)
                answers.Enqueue(answer);
            (await Api.PostAsync($"/api/runs/{run.GetProperty("runId").GetString()}/rerun")).Expect(202);
            run = await Api.EndAsync(run.GetProperty("runId").GetString()!);
            Check(again, server, before, run);
        }
        answers.ShouldBeEmpty("answers that nobody asked for");
    }

    static void Check(WalkCase given, CalledServer server, int from, JsonElement run)
    {
        var result = run.GetProperty("results")[0].GetProperty("result");
        var requests = new Dictionary<string, JsonElement>();
        foreach (var member in (string[])["requests", "bodies", "texts", "headers", "requests-with"])
        {
            if (given[member] is { } value)
                requests[member] = value;
        }
        CaseCalls.Check(JsonSerializer.SerializeToElement(requests), [.. server.Requests.Skip(from)], result.GetRawText());
        result.GetProperty("outcome").GetString().ShouldBe(given["outcome"]?.GetString() ?? "success", result.GetRawText());
        run.GetProperty("status").GetString().ShouldBe(result.GetProperty("outcome").GetString());
        if (given["outputs"] is { } outputs)
            CaseCalls.ShouldFit(JsonElement.Parse(Original(result.GetProperty("value").GetRawText(), server)), outputs);
        if (given["error"] is { } error)
            CheckError(error, JsonElement.Parse(Original(result.GetProperty("error").GetRawText(), server)));
    }

    /// <summary>
    /// A flow with errors is not stored. Those of the description itself are what the case says; it may say more, since a case is
    /// compiled all the same.
    /// </summary>
    static void CheckDiagnostics(WalkCase given, JsonElement diagnostics)
    {
        var errors = diagnostics.EnumerateArray().Where(diagnostic => diagnostic.GetProperty("severity").GetString() == "error").ToList();
        errors.ShouldNotBeEmpty();
        var told = errors.Where(error => !error.TryGetProperty("source", out _)).Select(error => error.GetProperty("code").GetString()!);
        told.Except(given["diagnostics"]!.Value.EnumerateArray().Select(expected => expected.GetString()!.Split(' ')[0])).ShouldBeEmpty();
    }

    static void CheckError(JsonElement expected, JsonElement error)
    {
        error.GetProperty("code").GetString().ShouldBe(expected.GetProperty("code").GetString(), error.GetRawText());
        if (expected.TryGetProperty("message", out var message))
            error.GetProperty("message").GetString().ShouldBe(message.GetString());
        if (expected.TryGetProperty("mentions", out var mentions))
            error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(mentions.GetString()!, Case.Sensitive);
    }

    /// <summary>With the servers of the case's documents in the place of the one that was called.</summary>
    static string Original(string json, CalledServer server) =>
        System.Text.RegularExpressions.Regex.Replace(json, $"{System.Text.RegularExpressions.Regex.Escape(server.Url)}/([a-z0-9.-]+)", "https://$1.example.com");

    static CalledAnswer Answer(JsonElement answer) => new(
        answer.GetProperty("status").GetInt32(),
        answer.TryGetProperty("body", out var body) ? body.GetRawText() : answer.TryGetProperty("raw", out var raw) ? raw.GetString() : null)
    {
        ContentType = answer.TryGetProperty("raw", out _) && answer.TryGetProperty("type", out var type) ? type.GetString()! : "application/json; charset=utf-8",
        Headers = answer.TryGetProperty("headers", out var headers)
            ? [.. headers.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.ToString()))]
            : [],
    };
}
