using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Simulator.Tests;

public sealed partial class PublishedApisTests
{
    static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    public static TheoryData<string> Providers => Corpus.Root is null
        ? []
        : [.. Directory.GetDirectories(Corpus.Path("api-evangelist")).Where(folder => Directory.Exists(Path.Combine(folder, "openapi")))
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [CorpusTheory]
    [MemberData(nameof(Providers))]
    public async Task Every_published_operation_is_found_and_answered(string provider)
    {
        var files = Directory.GetFiles(Corpus.Path("api-evangelist", provider, "openapi"));
        var documents = files.ToImmutableDictionary(file => Path.GetFileNameWithoutExtension(file), file => Simulated.Document(File.ReadAllText(file)));
        await using var server = await SimulatorServer.StartAsync(new SimulatorOptions { Sources = documents });
        using var client = new HttpClient();
        var unanswered = new List<string>();
        var asked = 0;
        foreach (var (source, method, path) in Operations(documents))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), new Uri($"{server.Urls[source]}{Variable().Replace(path, "1")}"));
            using var response = await client.SendAsync(request);
            asked++;
            // 400 names what the request lacks: the operation was found.
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.BadRequest)
                unanswered.Add($"{source} {method} {path}: {(int)response.StatusCode}");
        }
        asked.ShouldBeGreaterThan(0);
        unanswered.ShouldBeEmpty();
    }

    static IEnumerable<(string Source, string Method, string Path)> Operations(ImmutableDictionary<string, JsonElement> documents) =>
        from document in documents
        from path in document.Value.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where Methods.Contains(operation.Name)
        select (document.Key, operation.Name, path.Name);

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Variable();
}
