using System.Text.Json;
using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.Watching;

/// <summary>Streams of events as a server writes them.</summary>
static class EventScript
{
    public static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    static RunStatus Run { get; } = JsonSerializer.Deserialize(Json.Run(), RuntimeJson.Default.RunStatus)!;

    public static string Created(int id) => Event(id, "run.created", new RunEvent.RunCreated(At, Run));

    public static string Started(int id, int item = 0) => Event(id, "item.started", new RunEvent.ItemStarted(At, item, 0));

    public static string Attempted(int id) => Event(id, "step.attempted", new RunEvent.StepAttempted(
        At, new StepVisit(0, 0, "w", "", "poll", 2, 1), true, 200, null, At, 35, new NextMove(MoveKind.Step, "poll", At: At)));

    public static string Completed(int id, int generation = 0) => Event(id, "run.completed", new RunEvent.RunCompleted(At, Run, generation));

    public static string Restarted(int id) => Event(id, "run.restarted", new RunEvent.RunRestarted(At, Run, 1));

    public static string Unknown(int id) => $"id: {id}\nevent: step.admired\ndata: {{\"type\":\"step.admired\",\"at\":\"2026-11-20T12:00:00Z\"}}\n\n";

    /// <summary>A stream that the server ends.</summary>
    public static ScriptedServer Stream(this ScriptedServer server, params string[] parts) =>
        server.Then(ScriptedServer.Answer(200, string.Concat(parts), "text/event-stream"));

    /// <summary>A stream that ends so after what it tells.</summary>
    public static ScriptedServer Stream(this ScriptedServer server, Func<CancellationToken, ValueTask<int>> end, params string[] parts)
    {
        var content = new StreamContent(new EndingStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(parts)), end));
        content.Headers.ContentType = new("text/event-stream");
        return server.Then(new HttpResponseMessage { Content = content });
    }

    static string Event(int id, string type, RunEvent happened) =>
        $"id: {id}\nevent: {type}\ndata: {JsonSerializer.Serialize(happened, RuntimeJson.Default.RunEvent)}\n\n";
}
