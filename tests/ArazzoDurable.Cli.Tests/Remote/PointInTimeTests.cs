using System.Globalization;
using ArazzoDurable.Cli.Remote.Runs;

namespace ArazzoDurable.Cli.Tests.Remote;

public sealed class PointInTimeTests
{
    [Theory]
    [InlineData("2026-01-01T08:00:00Z", "2026-01-01T08:00:00Z")]
    [InlineData("2026-01-01T08:00:00+02:00", "2026-01-01T06:00:00Z")]
    [InlineData("2026-01-01", "2026-01-01T00:00:00Z")]
    [InlineData("90s", "2026-01-09T23:58:30Z")]
    [InlineData("30m", "2026-01-09T23:30:00Z")]
    [InlineData("12h", "2026-01-09T12:00:00Z")]
    [InlineData("7d", "2026-01-03T00:00:00Z")]
    public void Time_is_a_time_or_how_long_ago_it_is(string text, string expected) =>
        PointInTime.Read("--since", text, new Clock()).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("1y")]
    [InlineData("99999999999d")]
    public void Anything_else_is_refused(string text) =>
        Should.Throw<CommandFailedException>(() => PointInTime.Read("--since", text, new Clock())).Message.ShouldContain("12h or 7d");

    sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);
    }
}
