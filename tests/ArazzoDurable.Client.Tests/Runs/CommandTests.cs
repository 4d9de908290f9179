using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.Runs;

public sealed class CommandTests
{
    readonly ScriptedServer server = new();

    [Fact]
    public async Task Commands_answer_with_how_the_run_stands()
    {
        server.ThenJson(202, Json.Run("suspended")).ThenJson(202, Json.Run()).ThenJson(202, Json.Run("cancelled")).ThenJson(202, Json.Run()).ThenStatus(202);
        var client = server.Client();

        (await client.SuspendRunAsync("r")).Status.ShouldBe(RunState.Suspended);
        (await client.ResumeRunAsync("r")).Status.ShouldBe(RunState.Running);
        (await client.CancelRunAsync("r")).Status.ShouldBe(RunState.Cancelled);
        (await client.RerunAsync("r")).CompletedAt.ShouldBeNull();
        await client.PurgeRunAsync("r");

        server.Lines.ShouldBe(["POST /api/runs/r/suspend", "POST /api/runs/r/resume", "POST /api/runs/r/cancel", "POST /api/runs/r/rerun", "DELETE /api/runs/r"]);
    }

    [Fact]
    public async Task Command_that_a_run_does_not_take_is_refused()
    {
        server.ThenJson(409, Json.Problem(409, "wrong-state", "The run has ended; it can be rerun or deleted."), "application/problem+json");

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => server.Client().SuspendRunAsync("r"));

        (exception.Status, exception.Code, exception.Message).ShouldBe((409, "wrong-state", "The run has ended; it can be rerun or deleted."));
    }
}
