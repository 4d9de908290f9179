namespace ArazzoDurable.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("serve")]
    [InlineData("push")]
    [InlineData("submit")]
    [InlineData("runs")]
    [InlineData("get")]
    [InlineData("watch")]
    [InlineData("cancel")]
    [InlineData("suspend")]
    [InlineData("rerun")]
    [InlineData("purge")]
    public async Task Help_of_a_command_has_examples_that_it_takes(string command)
    {
        var (exit, output, error) = await Arazzo.RunAsync(command, "--help");

        exit.ShouldBe(0);
        error.ShouldBeEmpty();
        var examples = output.Split('\n').Where(line => line.StartsWith($"  arazzo {command}", StringComparison.Ordinal)).ToList();
        examples.Count.ShouldBeInRange(2, 3);
        foreach (var example in examples)
            CommandPage.Problems(example.Trim()).ShouldBeEmpty(example);
    }
}
