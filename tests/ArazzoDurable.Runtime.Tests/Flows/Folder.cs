using System.Text;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Flows;

/// <summary>A folder of its own for a test, with a description in <c>desk/arazzo/flow.yaml</c> below a repository's root.</summary>
sealed class Folder : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("flows-").FullName;

    public const string OpenApi = "{openapi: 3.1.0, paths: {/a: {get: {operationId: op}}}}";

    public string Description { get; }

    public Folder()
    {
        Directory.CreateDirectory(Path(".git"));
        Description = Path("desk/arazzo/flow.yaml");
    }

    public string Path(string relative) => System.IO.Path.Combine(root, relative);

    public Folder Write(string relative, string text = OpenApi)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), text);
        return this;
    }

    /// <summary>Writes a description with one source <c>api</c> at this URL.</summary>
    public Folder Describe(string url, string extra = "", string version = "1.0.1") => Write("desk/arazzo/flow.yaml", $$"""
        arazzo: {{version}}
        {{extra}}
        info: {title: t, version: '1'}
        sourceDescriptions: [{name: api, url: '{{url}}', type: openapi}]
        workflows: [{workflowId: w, steps: [{stepId: s, operationId: op}]}]
        """);

    /// <summary>Writes a description with these sources, whose kind their documents tell.</summary>
    public Folder Describe(string file, params ReadOnlySpan<(string Name, string Url)> sources)
    {
        var list = new StringBuilder();
        foreach (var (name, url) in sources)
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{name: {name}, url: '{url}'}}, ");
        return Write(file, $$"""
            arazzo: 1.0.1
            info: {title: t, version: '1'}
            sourceDescriptions: [{{list}}]
            workflows: [{workflowId: w, steps: [{stepId: s, operationId: op}]}]
            """);
    }

    public Task<BundleResult> BundleAsync(BundleOptions? options = null) =>
        FlowBundler.BundleAsync(Description, options ?? BundleOptions.Default, CancellationToken.None);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
