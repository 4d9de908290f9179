using ArazzoDurable.Embedded.Execution;

namespace ArazzoDurable.Embedded.Tests.Execution;

public sealed class FailureTests
{
    const int Limit = 1000;

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("héllo 世界 \U0001F600", "héllo 世界 \U0001F600")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("\u001b[31mred\u0007\u0085\t\n", " [31mred ")]
    [InlineData("", "")]
    public void Message_is_kept_but_for_control_characters(string message, string kept) =>
        Failure.Of(new InvalidDataException(message)).ShouldBe(new Failure("System.IO.InvalidDataException", kept));

    [Fact]
    public void Message_at_the_limit_is_kept_whole()
    {
        var message = new string('x', Limit);
        Failure.Of(new InvalidDataException(message)).Message.ShouldBe(message);
    }

    [Fact]
    public void Message_beyond_the_limit_is_cut()
    {
        var message = new string('x', Limit + 1);
        Failure.Of(new InvalidDataException(message)).Message.ShouldBe(new string('x', Limit - 1) + "…");
    }

    [Fact]
    public void Message_is_not_cut_within_a_character()
    {
        var message = new string('x', Limit - 2) + "\U0001F600 and more";
        Failure.Of(new InvalidDataException(message)).Message.ShouldBe(new string('x', Limit - 2) + "…");
    }

    [Fact]
    public async Task Long_messages_of_an_activity_and_of_its_orchestration_are_cut()
    {
        await using var bench = new Bench
        {
            Registry = new EmbeddedRegistry()
                .AddActivity<int, int>("fail", (length, _) => throw new InvalidDataException(new string('x', length) + "\n"))
                .AddOrchestration<int, int>("o", (context, length) => context.CallActivityAsync<int, int>("fail", length)),
        };
        await bench.OpenAsync();
        await bench.ScheduleAsync("o", "i", 100_000);
        var text = (await bench.EndOfAsync("i")).Output!.Value.GetString()!;
        text.ShouldStartWith("'fail' failed with System.IO.InvalidDataException: xxx");
        text.Length.ShouldBe(Limit);
        text.ShouldEndWith("xxx…");
    }
}
