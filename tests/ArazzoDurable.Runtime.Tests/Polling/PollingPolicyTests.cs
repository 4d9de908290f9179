using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Runtime.Tests.Polling;

public sealed class PollingPolicyTests
{
    [Fact]
    public void Delay_without_jitter_grows_by_the_factor_up_to_the_longest()
    {
        var policy = PollingPolicy.Default with { Jitter = 0 };

        Enumerable.Range(0, 11).Select(turn => policy.DelayOf(turn, 7).TotalMilliseconds)
            .ShouldBe([1000, 1500, 2250, 3375, 5062, 7594, 11391, 17086, 25629, 30000, 30000]);
    }

    [Fact]
    public void Delay_is_moved_by_a_tenth_at_the_most_and_to_both_sides()
    {
        var delays = Enumerable.Range(0, 1000).Select(number => PollingPolicy.Default.DelayOf(0, (ulong)number * 18_446_744_073_709_551).TotalMilliseconds).ToList();

        delays.ShouldAllBe(delay => delay >= 900 && delay <= 1100);
        delays.Min().ShouldBeLessThan(910);
        delays.Max().ShouldBeGreaterThan(1090);
        delays.Average().ShouldBe(1000, 5);
    }

    [Fact]
    public void Delay_of_the_same_seed_is_the_same() =>
        PollingPolicy.Default.DelayOf(3, 42).ShouldBe(PollingPolicy.Default.DelayOf(3, 42));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Delay_of_no_interval_is_none_whatever_the_factor(int turn) =>
        PollingPolicy.Default.With(new PollingOverride { Interval = 0, Factor = 1_000_000 }).DelayOf(turn, 5).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Delay_of_a_late_turn_is_the_longest() =>
        (PollingPolicy.Default with { Jitter = 0, Factor = 1e9 }).DelayOf(int.MaxValue, 5).ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    public void Constant_interval_neither_grows_nor_moves()
    {
        var policy = PollingPolicy.Default.With(new PollingOverride { Interval = 2.5m, Factor = 3, Constant = true });

        policy.DelayOf(0, 1).ShouldBe(TimeSpan.FromSeconds(2.5));
        policy.DelayOf(9, ulong.MaxValue).ShouldBe(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public void Interval_above_the_longest_raises_it()
    {
        var policy = PollingPolicy.Default.With(new PollingOverride { Interval = 60 });

        policy.MaxInterval.ShouldBe(TimeSpan.FromSeconds(60));
        PollingPolicy.Default.With(new PollingOverride { MaxInterval = 0.5m }).MaxInterval.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Values_out_of_bounds_are_brought_into_them()
    {
        var policy = PollingPolicy.Default.With(new PollingOverride { Interval = -5, Factor = 0.1m, Deadline = decimal.MaxValue });

        policy.Interval.ShouldBe(TimeSpan.Zero);
        policy.Factor.ShouldBe(1);
        policy.Deadline.ShouldBe(TimeSpan.FromDays(366));
    }

    [Fact]
    public void Nothing_changed_is_the_same_policy()
    {
        PollingPolicy.Default.With(null).ShouldBeSameAs(PollingPolicy.Default);
        PollingPolicy.Default.With(new PollingOverride()).ShouldBe(PollingPolicy.Default);
    }
}
