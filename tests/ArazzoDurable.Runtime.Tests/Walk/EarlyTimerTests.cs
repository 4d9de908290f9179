namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>On a host whose timers may fire early by a second.</summary>
public sealed class EarlyTimerTests
{
    const string Polling = """
        operations: {a: GET /a}
        steps:
        - stepId: a
          operationId: a
          onSuccess: [{name: again, type: goto, stepId: a, criteria: [{condition: $response.body#/state == 'busy'}]}]
          onFailure: [{name: later, type: retry, retryLimit: 1, retryAfter: 0.2}]

        """;

    [Theory]
    [InlineData("{status: 200, headers: {Retry-After: '3'}, body: {state: busy}}", 4000)]
    [InlineData("{status: 500}", 1200)]
    public async Task Wait_before_a_call_is_longer_by_as_much(string answer, double milliseconds)
    {
        var flow = await WalkFlow.StoreAsync($"{Polling}answers: [{answer}, {{status: 200, body: {{state: done}}}}]", timerEarliness: TimeSpan.FromSeconds(1));

        await flow.SubmitAsync();

        flow.Rig.Waits.ShouldBe([milliseconds]);
    }

    [Fact]
    public async Task Call_that_waits_for_nothing_does_not_wait()
    {
        var flow = await WalkFlow.StoreAsync($"{Polling}answers: [{{status: 200, body: {{state: done}}}}]", timerEarliness: TimeSpan.FromSeconds(1));

        await flow.SubmitAsync();

        flow.Rig.Waits.ShouldBeEmpty();
    }
}
