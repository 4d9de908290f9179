namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The replay of these tests notices what it is there to notice.</summary>
public sealed class AstrayTests
{
    [Theory]
    [InlineData(typeof(HistoryEvent.TaskScheduled))]
    [InlineData(typeof(HistoryEvent.TimerCreated))]
    [InlineData(typeof(HistoryEvent.ContinuedAsNew))]
    public void History_of_other_actions_fails_with_what_was_asked_for_instead(Type kind)
    {
        var generation = StoredHistories.Read(Path.Combine(StoredHistories.Folder, "polling-loop.json"))[0];
        var row = generation.Events.FindLastIndex(one => one.GetType() == kind);
        var (changed, said) = generation.Events[row] switch
        {
            HistoryEvent.TaskScheduled call => ((HistoryEvent)(call with { Input = call.Input.Replace("delayMs", "delay", StringComparison.Ordinal) }), "TaskScheduled"),
            HistoryEvent.TimerCreated timer => (timer with { FireAt = timer.FireAt.AddTicks(1) }, "TimerCreated"),
            HistoryEvent.ContinuedAsNew next => (next with { Input = next.Input.Replace("engineVersion", "version", StringComparison.Ordinal) }, "ContinuedAsNew"),
            var other => throw new InvalidOperationException($"{other}"),
        };
        changed.ShouldNotBe(generation.Events[row]);
        var history = generation.Events.ToList();
        history[row] = changed;
        var failure = Should.Throw<NonDeterministicException>(() => Replayer.Run(generation.InstanceId, history, history.Count));
        failure.Message.ShouldStartWith($"The instance '{generation.InstanceId}' (Workflow) cannot be replayed: row {row} of its history holds action");
        failure.Message.ShouldContain($"and the code asks for {said}");
    }

    [Fact]
    public void History_that_lacks_an_answer_fails_with_what_comes_too_early()
    {
        var generation = StoredHistories.Read(Path.Combine(StoredHistories.Folder, "polling-loop.json"))[0];
        var history = generation.Events.ToList();
        history.RemoveAt(history.FindIndex(row => row is HistoryEvent.TaskCompleted));
        Should.Throw<NonDeterministicException>(() => Replayer.Run(generation.InstanceId, history, history.Count)).Message.ShouldEndWith("and the code asks for nothing.");
    }

    [Fact]
    public void Status_that_differs_fails_with_both()
    {
        var generation = StoredHistories.Read(Path.Combine(StoredHistories.Folder, "polling-loop.json"))[0];
        var events = generation.Events.ToList();
        events[events.FindIndex(row => row is HistoryEvent.OrchestratorCompleted)] = new HistoryEvent.OrchestratorCompleted("\"another\"");
        Should.Throw<NonDeterministicException>(() => (generation with { Events = events }).ReplayEveryBeginning()).Message.ShouldContain("; it was \"another\".");
    }
}
