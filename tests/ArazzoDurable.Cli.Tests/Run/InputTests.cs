using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Cli.Tests.Run;

public sealed class InputTests
{
    const string Canary = "canary-4711";

    [Theory]
    [InlineData("text=12", """{"text":"12"}""")]
    [InlineData("text=", """{"text":""}""")]
    [InlineData("text=a=b", """{"text":"a=b"}""")]
    [InlineData("textOrNull=null", """{"textOrNull":"null"}""")]
    [InlineData("referenced=12", """{"referenced":"12"}""")]
    [InlineData("combined=true", """{"combined":"true"}""")]
    [InlineData("choice=1", """{"choice":"1"}""")]
    [InlineData("number=1.50", """{"number":1.50}""")]
    [InlineData("number=12345678901234567890123", """{"number":12345678901234567890123}""")]
    [InlineData("any=[1,{\"a\":null}]", """{"any":[1,{"a":null}]}""")]
    [InlineData("any=007", """{"any":"007"}""")]
    [InlineData("any=some words", """{"any":"some words"}""")]
    public async Task Input_is_text_where_the_schema_says_string_and_else_json(string input, string outputs)
    {
        using var folder = new TemporaryFolder();
        (await OutputsAsync(folder, "-i", input)).ShouldBe(outputs);
    }

    [Fact]
    public async Task Input_of_a_file_loses_its_last_line_break_only()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["text"], "one\n\n");
        (await OutputsAsync(folder, "-i", $"text=@{folder["text"]}")).ShouldBe("""{"text":"one\n"}""");
    }

    [Theory]
    [InlineData("text", "talk one.mp3", "data:audio/mpeg;name=talk%20one.mp3;base64,SUQzAP/7")]
    [InlineData("any", "talk", "data:application/octet-stream;name=talk;base64,SUQzAP/7")]
    [InlineData("bytes", "a.png", "data:image/png;name=a.png;base64,SUQzAP/7")]
    [InlineData("base64", "a.png", "SUQzAP/7")]
    public async Task Input_of_a_file_that_is_no_text_keeps_its_bytes(string input, string file, string expected)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder[file], [0x49, 0x44, 0x33, 0, 0xff, 0xfb]);
        var outputs = await OutputsAsync(folder, "-i", $"{input}=@{folder[file]}");
        JsonElement.Parse(outputs).GetProperty(input).GetString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("bytes", "data:application/jsonl;name=a.jsonl;base64,e30K")]
    [InlineData("base64", "e30K")]
    public async Task Input_that_takes_bytes_keeps_those_of_a_text_too(string input, string expected)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["a.jsonl"], "{}\n");
        JsonElement.Parse(await OutputsAsync(folder, "-i", $"{input}=@{folder["a.jsonl"]}")).GetProperty(input).GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task Input_of_a_file_that_is_too_large_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using (var large = File.Create(folder["large"]))
            large.SetLength(FileValue.MaxBytes + 1L);
        var (exit, _, error) = await Arazzo.RunAsync("run", Arazzo.Document("inputs.arazzo.yaml"), "--simulate", "--data", folder["data"], "-i", $"text=@{folder["large"]}");
        exit.ShouldBe(2);
        error.ShouldContain("is larger than 33,554,432 bytes.");
    }

    [Theory]
    [InlineData("""{"text": "file", "number": 2}""", "typed")]
    [InlineData("""[{"text": "file", "number": 2}]""", "file")]
    [InlineData("""[{"number": 2}]""", "typed")]
    public async Task Typed_input_goes_before_that_of_an_object_and_is_the_default_of_a_list(string file, string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["inputs"], file);
        (await OutputsAsync(folder, "--inputs", folder["inputs"], "-i", "text=typed")).ShouldBe($$"""{"number":2,"text":"{{text}}"}""");
    }

    [Theory]
    [InlineData("apiToken", Canary)]
    [InlineData("any", "{\"password\":\"" + Canary + "\"}")]
    public async Task Secret_is_masked_unless_revealed_and_lies_nowhere_in_clear(string name, string value)
    {
        using var folder = new TemporaryFolder();
        string[] args = ["run", Arazzo.Document("inputs.arazzo.yaml"), "--simulate", "--data", folder["data"], "-i", $"{name}={value}"];

        var masked = await Arazzo.RunAsync(args);
        masked.ExitCode.ShouldBe(0, masked.Error);
        masked.Output.ShouldContain("***");
        (masked.Output + masked.Error).ShouldNotContain(Canary);
        (await Arazzo.RunAsync([.. args, "--reveal"])).Output.ShouldContain(Canary);
        foreach (var file in Directory.EnumerateFiles(folder["data"], "*", SearchOption.AllDirectories))
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).ShouldNotContain(Canary, Case.Sensitive, file);
    }

    [Fact]
    public async Task Number_typed_for_an_undeclared_token_is_a_secret()
    {
        using var folder = new TemporaryFolder();
        var (_, output, _) = await Arazzo.RunAsync(
            "run", Arazzo.Document("undeclared.arazzo.yaml"), "--simulate", "--data", folder["data"], "-i", "accessToken=471147114711");
        output.ShouldBe($"accessToken: ***{Environment.NewLine}");
    }

    [Theory]
    [InlineData("inputs.arazzo.yaml", "nubmer=1", "warning: workflow 'inputs' declares no input 'nubmer'. Did you mean 'number'?\n")]
    [InlineData("inputs.arazzo.yaml", "Text=1", "warning: workflow 'inputs' declares no input 'Text'. Did you mean 'text'?\n")]
    [InlineData("required.arazzo.yaml", "nope=canary-4711", "warning: workflow 'required' declares no input 'nope'. It declares 'page'.\n")]
    public async Task Input_that_the_schema_does_not_list_is_taken_with_a_warning(string document, string input, string warning)
    {
        using var folder = new TemporaryFolder();
        foreach (var output in new[] { "--reveal", "--json" })
        {
            var (exit, _, error) = await Arazzo.RunAsync("run", Arazzo.Document(document), "--simulate", "--data", folder["data"], "-i", input, output);
            exit.ShouldBe(0, error);
            error.ReplaceLineEndings("\n").ShouldContain(warning);
            error.ShouldNotContain(Canary);
        }
    }

    [Fact]
    public async Task Misspelt_input_is_warned_of_before_the_right_one_is_missed()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["inputs"], """{"pgae": 1}""");
        var (exit, _, error) = await Arazzo.RunAsync("run", Arazzo.Document("required.arazzo.yaml"), "--data", folder["data"], "--inputs", folder["inputs"]);
        exit.ShouldBe(2);
        error.ShouldStartWith("warning: workflow 'required' declares no input 'pgae'. Did you mean 'page'?");
        error.ShouldContain("The inputs do not fit workflow 'required'");
    }

    [Theory]
    [InlineData("undeclared.arazzo.yaml", "accessToken=1")]
    [InlineData("other-inputs.arazzo.yaml", "nope=1", "--workflow", "patterned")]
    [InlineData("other-inputs.arazzo.yaml", "nope=1", "--workflow", "additional")]
    [InlineData("other-inputs.arazzo.yaml", "alternative=1", "--workflow", "alternatives")]
    [InlineData("other-inputs.arazzo.yaml", "page=1", "--workflow", "calling")]
    public async Task Input_that_may_be_meant_gives_no_warning(string document, string input, params string[] more)
    {
        using var folder = new TemporaryFolder();
        var (exit, _, error) = await Arazzo.RunAsync(["run", Arazzo.Document(document), "--simulate", "--data", folder["data"], "-i", input, .. more]);
        exit.ShouldBe(0, error);
        error.ShouldNotContain("declares no input");
    }

    [Fact]
    public async Task Failed_run_tells_code_and_step_and_the_outputs_it_has()
    {
        using var folder = new TemporaryFolder();
        var (exit, output, error) = await Arazzo.RunAsync("run", Arazzo.Document("failing.arazzo.yaml"), "--simulate", "--scenario", Arazzo.Document("described.scenario.yaml"), "--data", folder["data"]);

        exit.ShouldBe(1);
        output.ShouldBe($"count: 3{Environment.NewLine}");
        error.ShouldContain("failed: step-failed: Step 'list' failed: the status was 200, and '$statusCode == 404' does not hold.");
    }

    static async Task<string> OutputsAsync(TemporaryFolder folder, params string[] args)
    {
        var (exit, output, error) = await Arazzo.RunAsync(
            ["run", Arazzo.Document("inputs.arazzo.yaml"), "--simulate", "--json", "--data", folder["data"], .. args]);
        exit.ShouldBe(0, error);
        return JsonElement.Parse(output).GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText();
    }
}
