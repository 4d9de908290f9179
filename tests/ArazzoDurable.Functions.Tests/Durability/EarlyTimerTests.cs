using System.Collections.Immutable;
using System.Diagnostics;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;
using ArazzoDurable.Functions.Tests.Flows;
using ArazzoDurable.Http.Tests.EndToEnd;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>Polling where durable timers fire up to a second early, as those of Azure Storage do.</summary>
public sealed class EarlyTimerTests
{
    /// <summary>Seconds that the first answer asks to wait.</summary>
    const int Asked = 2;

    /// <summary>Seconds between looks where no answer says anything: one, less the tenth by which looks are scattered.</summary>
    const double Paced = 0.9;

    [Fact]
    public async Task No_call_comes_before_it_was_due_on_the_default_settings()
    {
        var (waits, delays) = await PollAsync(FunctionsAppOptions.LocalSettings.Remove(FunctionsSettings.ExactTimersSetting), look => look == 1 ? Asked : null, interval: 1);

        waits.Count.ShouldBe(2);
        waits[0].ShouldBeGreaterThanOrEqualTo(Asked);
        waits[1].ShouldBeGreaterThanOrEqualTo(Paced);
        delays[0].ShouldBe(Asked + 1, tolerance: 0.01);
    }

    [Fact]
    public async Task Call_comes_too_early_when_such_timers_are_said_to_be_exact()
    {
        var (waits, _) = await PollAsync(FunctionsAppOptions.LocalSettings.SetItem(FunctionsSettings.ExactTimersSetting, "true"), _ => Asked, interval: 0);

        waits.Min().ShouldBeLessThan(Asked);
    }

    /// <summary>Walks a flow that looks three times; gives the seconds between the looks, and those that its timers were set to.</summary>
    static async Task<(List<double> Waits, List<double> Delays)> PollAsync(ImmutableDictionary<string, string> settings, Func<int, int?> retryAfter, double interval)
    {
        using var boxes = new BoxServer { RetryAfter = retryAfter };
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { Settings = settings, TimersFireEarly = true });

        var run = await app.EndAsync((await BoxFlow.SubmitAsync(app, await BoxFlow.PutAsync(app), boxes.Url, interval)).Member("runId"));

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        var looks = boxes.Arrivals.Skip(1).ToList();
        return ([.. looks.Zip(looks.Skip(1)).Select(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalSeconds)], [.. app.Hub.Timers.Select(timer => timer.Delay.TotalSeconds)]);
    }
}
