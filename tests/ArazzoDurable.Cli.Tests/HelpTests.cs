namespace ArazzoDurable.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("serve")]
    public async Task Help_of_a_command_has_two_examples(string command)
    {
        var (exit, output, error) = await Arazzo.RunAsync(command, "--help");

        exit.ShouldBe(0);
        error.ShouldBeEmpty();
        output.Split('\n').Count(line => line.StartsWith($"  arazzo {command}", StringComparison.Ordinal)).ShouldBe(2);
    }
}
