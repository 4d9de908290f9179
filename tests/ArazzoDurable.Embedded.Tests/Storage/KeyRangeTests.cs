using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Tests.Storage;

public sealed class KeyRangeTests
{
    [Theory]
    [InlineData("", "runs/")]
    [InlineData("results/z", "runs/")]
    [InlineData("runs/", "runs/\u0001")]
    [InlineData("runs/a", "runs/a\u0001")]
    [InlineData("runs/a-", "runs/a-\u0001")]
    [InlineData("values/a", "values/a\u0001")]
    public void Page_begins_at_the_prefix_or_right_after_the_last_key(string after, string start) =>
        KeyRange.Start("runs/", after).ShouldBe(start);

    [Fact]
    public void Start_of_a_page_sorts_between_a_key_and_all_that_follow_it()
    {
        var start = KeyRange.Start("runs/", "runs/a");

        string.CompareOrdinal("runs/a", start).ShouldBeLessThan(0);
        string.CompareOrdinal(start, "runs/a-").ShouldBeLessThan(0);
        string.CompareOrdinal(start, "runs/a/b").ShouldBeLessThan(0);
    }
}
