using System.Globalization;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

public sealed class RetryAfterTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData(" 7 ", 7)]
    [InlineData("1.5", 1.5)]
    [InlineData("3600", 3600)]
    [InlineData("3601", 3600)]
    [InlineData("99999999999999999999999999999999999999", 3600)]
    [InlineData("Thu, 01 Jan 2026 00:01:00 GMT", 60)]
    [InlineData("Fri, 02 Jan 2026 00:00:00 GMT", 3600)]
    [InlineData("Wed, 31 Dec 2025 23:59:59 GMT", 0)]
    public void Header_that_can_be_read_asks_for_a_bounded_wait(string header, double seconds) =>
        RetryAfter.Parse(header, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("2026-01-01T00:01:00Z")]
    public void Header_that_cannot_be_read_asks_for_nothing(string? header) => RetryAfter.Parse(header, Now).ShouldBeNull();

    [Fact]
    public void Longest_wait_is_an_hour() => RetryAfter.Longest.ToString("c", CultureInfo.InvariantCulture).ShouldBe("01:00:00");
}
