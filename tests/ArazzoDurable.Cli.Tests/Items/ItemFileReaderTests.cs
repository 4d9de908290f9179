using ArazzoDurable.Cli.Items;

namespace ArazzoDurable.Cli.Tests.Items;

public sealed class ItemFileReaderTests
{
    static readonly CommandIo Io = new(TextWriter.Null, TextWriter.Null, false, _ => null);

    [Theory]
    [InlineData("a.json", """{"a": 1}""", false, "")]
    [InlineData("a.json", "{\n\"a\": 1\n}", false, "")]
    [InlineData("a.json", """[{"a": 1}, {"a": 2}]""", true, "item 0 of |item 1 of ")]
    [InlineData("a.json", "[]", true, null)]
    [InlineData("a.txt", "\uFEFF{\"a\": 1}\r\n\r\n{\"a\": 2}", true, "line 1 of |line 3 of ")]
    [InlineData("a.jsonl", """{"a": 1}""", true, "line 1 of ")]
    [InlineData("a.ndjson", "", true, null)]
    public async Task File_is_an_object_an_array_or_lines(string name, string text, bool isList, string? places)
    {
        using var folder = new TemporaryFolder();
        var file = await ItemFileReader.ReadAsync(folder.Write(name, text), Io, CancellationToken.None);

        file.IsList.ShouldBe(isList);
        file.Items.Select(item => item.Place.Split('\'')[0]).ShouldBe(places?.Split('|') ?? []);
    }

    [Theory]
    [InlineData("a.json", "", " is not JSON from column 1 on")]
    [InlineData("a.json", "7", " holds no object")]
    [InlineData("a.json", "[1]", "item 0 of '")]
    [InlineData("a.json", "{\n\"canary\n}", " is not JSON from line 2, column ")]
    [InlineData("a.json", """{"a": "canary", "a": 2}""", " has an object that names a member twice")]
    [InlineData("a.jsonl", "{}\ncanary", "line 2 of '")]
    [InlineData("a.jsonl", "[{}]", " holds no object")]
    public async Task Problem_is_told_by_its_place_and_quotes_nothing(string name, string text, string says)
    {
        using var folder = new TemporaryFolder();
        var refused = await Should.ThrowAsync<CommandFailedException>(ItemFileReader.ReadAsync(folder.Write(name, text), Io, CancellationToken.None));

        refused.ExitCode.ShouldBe(2);
        refused.Message.ShouldStartWith("--inputs: ");
        refused.Message.ShouldContain(says);
        refused.Message.ShouldNotContain("canary");
    }

    [Fact]
    public async Task File_without_an_end_is_refused()
    {
        var io = Io with { In = () => new EndlessStream() };
        var refused = await Should.ThrowAsync<CommandFailedException>(ItemFileReader.ReadAsync("-", io, CancellationToken.None));
        refused.Message.ShouldBe("--inputs: the standard input is larger than 67,108,864 bytes.");
    }

    sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return new(buffer.Length);
        }
    }
}
