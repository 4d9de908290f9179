using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Run;

public sealed class RehearsalTests
{
    [Fact]
    public async Task Rehearsal_makes_up_the_inputs_that_are_missing_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var (exit, output, error) = await RunAsync(folder);

        exit.ShouldBe(0, error);
        error.ShouldContain("inputs made up for the rehearsal: code, id, kind\n");
        JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText().ShouldBe("""{"code":"AAA-00","of":"string"}""");
    }

    [Fact]
    public async Task Rehearsal_takes_the_inputs_that_are_given()
    {
        using var folder = new TemporaryFolder();
        var (exit, output, error) = await RunAsync(folder, "-i", "code=XYZ-99", "-i", "id=7", "-i", "kind=long");

        exit.ShouldBe(0, error);
        error.ShouldNotContain("made up");
        output.ShouldContain("XYZ-99");
    }

    [Fact]
    public async Task Rehearsal_goes_round_each_loop_twice_and_does_not_wait()
    {
        using var folder = new TemporaryFolder();
        var (exit, _, error) = await RunAsync(folder);

        exit.ShouldBe(0, error);
        error.Split('\n').Count(line => line.StartsWith("poll ", StringComparison.Ordinal)).ShouldBe(3);
        error.ShouldNotContain("waiting");
    }

    [Fact]
    public async Task Rehearsal_notes_what_the_api_itself_may_refuse()
    {
        using var folder = new TemporaryFolder();
        var (_, _, error) = await RunAsync(folder);

        error.ShouldContain("note: begin was called without what it requires: request body. The API itself may refuse this.");
    }

    [Fact]
    public async Task Input_that_does_not_fit_is_refused_in_a_rehearsal_too()
    {
        using var folder = new TemporaryFolder();
        var (exit, _, error) = await RunAsync(folder, "-i", "code=wrong");

        exit.ShouldBe(2);
        error.ShouldContain("The inputs do not fit workflow 'rehearsed'; nothing was called.");
    }

    static Task<(int ExitCode, string Output, string Error)> RunAsync(TemporaryFolder folder, params string[] more) =>
        Arazzo.RunAsync(["run", Arazzo.Document("rehearsed.arazzo.yaml"), "--simulate", "--json", "--data", folder["data"], .. more]);
}
