namespace ArazzoDurable.Cli.Tests;

/// <summary>The samples of the repository.</summary>
static class Samples
{
    public static string Root => System.IO.Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string> Names => [.. Directory.EnumerateDirectories(Root).Select(folder => System.IO.Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static string Workflow(string name) => System.IO.Path.Combine(Root, name, "workflow.arazzo.yaml");
}
