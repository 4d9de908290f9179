using System.Net;
using System.Text;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>The gate closes when a step has begun and its call has not been sent: while it asks for a token.</summary>
public sealed class LateGateTests
{
    const string Paying = """
        arazzo: 1.1.0
        operations: {a: {call: POST /a, security: [{oauth: []}]}}
        security-schemes: {oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /oauth/token, scopes: {}}}}}
        auth: {api.oauth: 'client:s3cret'}
        steps: [{stepId: a, operationId: a, timeout: 1000, x-delivery: DELIVERY}]
        """;

    [Theory]
    [InlineData("at-most-once")]
    [InlineData("at-least-once")]
    public async Task Call_that_the_gate_stops_is_held_as_if_it_had_never_begun(string delivery)
    {
        var (rig, network) = await SetUpAsync(delivery);
        network.Token = () => rig.Runs.CommandAsync(RunOf(rig), RunCommand.Suspend, CancellationToken.None);

        var held = await rig.Activity.RunAsync(First(rig), CancellationToken.None);

        held.Decision.ShouldBe(new Decision.Held(new Decision.Visit("a", 1, 1, 0)));
        network.Keys.ShouldBeEmpty();
        rig.Events.ShouldNotContain(happened => happened is WalkEvent.Sending || happened is WalkEvent.Attempted);
        rig.Store.All.ShouldNotContain(entry => entry.Key.StartsWith("intents/", StringComparison.Ordinal));

        rig.Time.Advance(TimeSpan.FromDays(1));
        network.Token = () => Task.CompletedTask;
        await rig.Runs.CommandAsync(RunOf(rig), RunCommand.Resume, CancellationToken.None);
        await rig.Activity.RunAsync(First(rig) with { State = held.State, Decision = held.Decision }, CancellationToken.None);

        (await rig.Runs.GetAsync(RunOf(rig), true, false, CancellationToken.None))!.Status.ShouldBe(RunState.Success);
        network.Keys.Count.ShouldBe(1);
        rig.Events.OfType<WalkEvent.Attempted>().ShouldHaveSingleItem().Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task Call_that_the_gate_stops_for_a_cancel_ends_the_run_without_having_been_sent()
    {
        var (rig, network) = await SetUpAsync("at-most-once");
        network.Token = () => rig.Records.ChangeAsync(RunOf(rig), record => record.Cancel(rig.Time.GetUtcNow()), CancellationToken.None);

        (await rig.Activity.RunAsync(First(rig), CancellationToken.None)).Decision.ShouldBeOfType<Decision.End>();

        (await rig.Runs.GetAsync(RunOf(rig), false, false, CancellationToken.None))!.Status.ShouldBe(RunState.Cancelled);
        network.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Second_call_after_a_401_passes_the_gate_too_and_keeps_its_key()
    {
        var (rig, network) = await SetUpAsync("at-least-once");
        var tokens = 0;
        network.Refused = 1;
        network.Token = () => ++tokens == 2 ? rig.Runs.CommandAsync(RunOf(rig), RunCommand.Suspend, CancellationToken.None) : Task.CompletedTask;

        var held = await rig.Activity.RunAsync(First(rig), CancellationToken.None);

        held.Decision.ShouldBe(new Decision.Held(new Decision.Visit("a", 1, 1, 0)));
        network.Keys.Count.ShouldBe(1);
        await rig.Runs.CommandAsync(RunOf(rig), RunCommand.Resume, CancellationToken.None);
        await rig.Activity.RunAsync(First(rig) with { State = held.State, Decision = held.Decision }, CancellationToken.None);
        (await rig.Runs.GetAsync(RunOf(rig), false, false, CancellationToken.None))!.Status.ShouldBe(RunState.Success);
        network.Keys.Count.ShouldBe(2);
        network.Keys.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [Fact]
    public async Task Call_of_a_generation_that_is_over_by_then_does_not_pass_the_gate_and_ends_nothing()
    {
        var (rig, network) = await SetUpAsync("at-most-once");
        network.Token = () => rig.Records.ChangeAsync(
            RunOf(rig), record => record.EndOnlyItem(0, ItemOutcome.Failed, rig.Time.GetUtcNow()).Rerun(), CancellationToken.None);

        (await rig.Activity.RunAsync(First(rig), CancellationToken.None)).Decision.ShouldBeOfType<Decision.End>();

        network.Keys.ShouldBeEmpty();
        var record = await rig.Records.GetAsync(RunOf(rig), CancellationToken.None);
        (record.Generation, record.Status).ShouldBe((1, RunState.Running));
        record.EndOnlyItem(0, ItemOutcome.Success, rig.Time.GetUtcNow()).ShouldBeSameAs(record);
    }

    static async Task<(WalkRig Rig, TokenNetwork Network)> SetUpAsync(string delivery)
    {
        var given = WalkCase.Parse(Paying.Replace("DELIVERY", delivery, StringComparison.Ordinal));
#pragma warning disable CA2000 // It holds nothing; the rig uses it to the end.
        var network = new TokenNetwork();
#pragma warning restore CA2000
        var rig = new WalkRig(network, new ManualTime()) { Holds = true };
        await rig.SubmitAsync(await rig.StoreAsync(given.Description(), given.Sources()), given.Inputs, RunOptions.Default, auth: given.Auth);
        return (rig, network);
    }

    static string RunOf(WalkRig rig) => rig.Started[0].Walker.RunId;

    static StepCall First(WalkRig rig) => new(rig.Started[0].Walker, rig.Started[0].State, rig.Started[0].Decision);

    /// <summary>Gives tokens, and answers calls with 200 after so many of 401.</summary>
    sealed class TokenNetwork : HttpMessageHandler
    {
        public Func<Task> Token { get; set; } = () => Task.CompletedTask;

        public int Refused { get; set; }

        /// <summary>The idempotency keys of the calls.</summary>
        public List<string?> Keys { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
            {
                await Token();
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{"access_token": "t", "expires_in": 3600}""", Encoding.UTF8, "application/json"),
                };
            }
            Keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : null);
            return new HttpResponseMessage(Keys.Count <= Refused ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        }
    }
}
