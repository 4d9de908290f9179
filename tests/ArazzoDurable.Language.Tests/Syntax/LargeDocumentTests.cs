using System.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class LargeDocumentTests
{
    [CorpusFact]
    public void OpenApi_file_of_3_MB_is_read_and_converted_within_two_seconds()
    {
        var text = File.ReadAllBytes(Corpus.Path("api-evangelist", "openai", "openapi", "openai-openapi-master.yml"));
        var watch = Stopwatch.StartNew();
        var result = SyntaxReader.Read(text);
        var element = NodeJson.ToElement(result.Root.ShouldNotBeNull());
        watch.Stop();
        result.Diagnostics.ShouldBeEmpty();
        element.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
