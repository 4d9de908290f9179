using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RunIdTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly byte[] Ones = [.. Enumerable.Repeat((byte)0xFF, 10)];
    static readonly byte[] Zeros = new byte[10];

    [Fact]
    public void Later_ids_come_first_in_the_order_of_their_texts()
    {
        var ids = Enumerable.Range(0, 50).Select(step => RunId.Create(Now.AddMilliseconds(step * 977L * step), step % 2 == 0 ? Ones : Zeros).ToString()).ToList();

        ids.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Reverse(ids));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Id_is_a_uuid_of_version_8(bool ones)
    {
        var id = RunId.Create(Now, ones ? Ones : Zeros);

        id.Value.Version.ShouldBe(8);
        id.ToString()[14].ShouldBe('8');
        id.ToString()[19].ShouldBe(ones ? 'b' : '8');
    }

    [Fact]
    public void Id_is_read_back()
    {
        var id = RunId.Create(Now, Ones);

        RunId.TryParse(id.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("../../../etc/passwd")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("{00000000-0000-8000-8000-000000000000}")]
    public void Text_that_is_no_id_is_not_read(string? text) => RunId.TryParse(text, out _).ShouldBeFalse();
}
