using ArazzoDurable.Cli.Sources;

namespace ArazzoDurable.Cli.Tests.Validate;

public sealed class FetchOnceTests
{
    [Fact]
    public async Task Each_document_is_fetched_once_whether_it_can_be_had_or_not()
    {
        var (here, gone) = (new Uri("https://lab.example/here.yaml"), new Uri("https://lab.example/gone.yaml"));
        var asked = new List<Uri>();
        var once = new FetchOnce((url, _) =>
        {
            asked.Add(url);
            return Task.FromResult(url == here ? "text"u8.ToArray() : null);
        });
        foreach (var url in new[] { here, gone, here, gone })
            (await once.FetchAsync(url, default)).ShouldBe(url == here ? "text"u8.ToArray() : null);
        asked.ShouldBe([here, gone]);
    }
}
