using System.Net;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;

namespace ArazzoDurable.Functions.Tests.Requests;

/// <summary>Events come in answers that are whole, each of which says from where to go on.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Events_are_followed_over_finite_streams_to_the_end_of_the_run()
    {
        var isRead = new TaskCompletionSource();
        using var boxes = new BoxServer { BeforeAnswer = _ => isRead.Task };
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HasFreshWorkers = true });
        var runId = (await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url)).Member("runId");

        var (told, streams) = (new List<(long Id, string Type)>(), 0);
        while (told.Count == 0 || told[^1].Type != "run.completed")
        {
            var stream = (await app.GetAsync($"api/runs/{runId}/events", [.. LastSeen(told)])).With(HttpStatusCode.OK);
            stream.Header("Content-Type").ShouldBe("text/event-stream");
            var blocks = stream.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
            told.AddRange(blocks.Select(block => block.Split('\n')).Where(lines => lines.Length == 3)
                .Select(lines => (long.Parse(lines[0]["id: ".Length..], System.Globalization.CultureInfo.InvariantCulture), lines[1]["event: ".Length..])));
            (blocks[^1].StartsWith("retry: ", StringComparison.Ordinal) || told[^1].Type == "run.completed").ShouldBeTrue(stream.Text);
            (++streams).ShouldBeLessThan(50);
            isRead.TrySetResult();
        }

        streams.ShouldBeGreaterThan(1, "the run went on for longer than the first answer");
        told.Select(each => each.Id).ShouldBe(Enumerable.Range(1, told.Count).Select(number => (long)number));
        (await app.GetAsync($"api/runs/{runId}/events", [.. LastSeen(told)])).With(HttpStatusCode.NoContent);
    }

    static IEnumerable<(string Name, string Value)> LastSeen(List<(long Id, string Type)> told) =>
        told.Count == 0 ? [] : [("Last-Event-ID", told[^1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
