using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Run;

/// <summary>What users get wrong: one clear message, the right exit code, nothing left behind.</summary>
public sealed class WrongUsageTests
{
    static readonly JsonElement[] All =
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Run", "cases", "wrong-usage.json"))).EnumerateArray()];

    public static IEnumerable<object[]> Cases() => All.Select((one, index) => new object[] { index, string.Join(' ', Texts(one, "args")) });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Wrong_usage_is_told_clearly_and_leaves_nothing_behind(int index, string shown)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        string[] args = [.. Texts(All[index], "args").Select(arg => arg.Replace("{doc}", Arazzo.Documents, StringComparison.Ordinal))];
        if (args is ["run" or "serve", _, ..] && !args.Contains("--data"))
            args = [.. args, "--data", data];

        var (exit, output, error) = await Arazzo.RunAsync(args);

        exit.ShouldBe(All[index].GetProperty("exit").GetInt32(), $"{shown}\n{error}");
        foreach (var text in Texts(All[index], "says"))
            error.ShouldContain(text, Case.Sensitive);
        error.ShouldContain("arazzo: ");
        error.ShouldNotContain("   at ");
        error.ShouldNotContain("canary");
        output.ShouldBeEmpty();
        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task Value_without_its_name_is_not_quoted()
    {
        var (_, _, error) = await Arazzo.RunAsync("run", Arazzo.Document("required.arazzo.yaml"), "-i", "canary-4711");
        error.ShouldNotContain("canary-4711");
    }

    [Theory]
    [InlineData("arazzo: Argument number 5 is one too many. See 'arazzo run --help'.\n", "run", "flow.yaml", "-i", "token=", "canary-4711")]
    [InlineData("arazzo: Argument number 3 is one too many. See 'arazzo run --help'.\n", "run", "flow.yaml", "-canary-4711")]
    [InlineData("arazzo: There is no option '--tokn'. See 'arazzo run --help'.\n", "run", "flow.yaml", "--tokn=canary-4711")]
    [InlineData("arazzo: There is no option '--sever'. Did you mean '--server'? See 'arazzo run --help'.\n", "run", "flow.yaml", "--sever", "canary-4711")]
    [InlineData("arazzo: There is no command 'rnu'. Did you mean 'run'? See 'arazzo --help'.\n", "rnu", "canary-4711")]
    public async Task Argument_that_nothing_expects_is_counted_not_quoted(string message, params string[] args)
    {
        var (exit, output, error) = await Arazzo.RunAsync(args);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldBe(message);
    }

    [Fact]
    public async Task Text_of_a_document_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "steering.arazzo.yaml");
        await File.WriteAllTextAsync(file, """{"arazzo": "1.0.1", "info": {"title": "t", "version": "1"}, "sourceDescriptions": [{"name": "a", "url": "a.yaml", "type": "\u001b[2J"}], "workflows": []}""");

        var (exit, _, error) = await Arazzo.RunAsync("run", file, "--data", folder["data"]);

        exit.ShouldBe(1);
        error.ShouldContain(@"\u001b[2J");
        error.ShouldNotContain('\u001b');
    }

    static IEnumerable<string> Texts(JsonElement one, string name) => one.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
