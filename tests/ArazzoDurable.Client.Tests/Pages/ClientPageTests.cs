namespace ArazzoDurable.Client.Tests.Pages;

public sealed class ClientPageTests
{
    [Fact]
    public async Task Every_snippet_of_the_page_stands_in_code_that_is_compiled()
    {
        var code = new List<string>();
        foreach (var file in Directory.GetFiles(At("snippets"), "*.cs"))
            code.Add(Flat(await File.ReadAllTextAsync(file)));
        var snippets = Blocks(await File.ReadAllTextAsync(Path.Combine(At("docs"), "client.md"))).ToList();

        snippets.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var snippet in snippets)
            code.ShouldContain(file => file.Contains(Flat(snippet), StringComparison.Ordinal), snippet);
    }

    static string At(string folder) => Path.Combine(AppContext.BaseDirectory, folder);

    /// <summary>The blocks of C#.</summary>
    static IEnumerable<string> Blocks(string page) =>
        page.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]);

    /// <summary>Code without its indentation.</summary>
    static string Flat(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
