using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>
/// A flow of a test's own: no other has its id, and every <c>https://NAME.example.com</c> of its documents is a server at 127.0.0.1, since a
/// host need not allow a submit to say what is called.
/// </summary>
sealed partial class Flow
{
    Flow(JsonNode description, JsonObject sources) => (Description, Sources) = (description, sources);

    public JsonNode Description { get; }

    public JsonObject Sources { get; }

    /// <summary>The title, which no other flow has.</summary>
    public string Title => Description["info"]!["title"]!.ToString();

    /// <summary>Makes a flow of the members that a case of a walk has: <c>docs/conformance.md</c>.</summary>
    public static Flow Of(string yaml, CalledServer server) => Of(WalkCase.Parse(yaml), server);

    /// <summary>Makes the flow of a case of a walk.</summary>
    public static Flow Of(WalkCase given, CalledServer server) => Of(given.Description(), given.Sources(), server);

    /// <summary>Makes a flow of documents.</summary>
    public static Flow Of(JsonElement description, IEnumerable<KeyValuePair<string, JsonElement>> sources, CalledServer server)
    {
        var own = JsonNode.Parse(Served(description.GetRawText(), server.Url))!;
        if (own["info"]?["title"] is { } title)
            own["info"]!["title"] = $"{title} {Guid.NewGuid()}";
        // A bundle holds no source that its description does not name.
        var named = own["sourceDescriptions"]?.AsArray().Select(source => source!["name"]?.ToString()).ToHashSet() ?? [];
        return new Flow(own, new JsonObject(sources.Where(source => named.Contains(source.Key.Split('/')[0])).Select(source => KeyValuePair.Create(source.Key, JsonNode.Parse(Served(source.Value.GetRawText(), server.Url))))));
    }

    /// <summary>The bundle as JSON.</summary>
    public override string ToString() => new JsonObject { ["arazzo"] = Description.DeepClone(), ["sources"] = Sources.DeepClone() }.ToJsonString();

    /// <summary>Puts the address of a server in the place of every <c>https://NAME.example.com</c>.</summary>
    public static string Served(string text, string url) => ExampleServer.Replace(text, $"{url}/$1");

    [GeneratedRegex(@"https://([a-z0-9.-]+)\.example\.com")]
    static partial Regex ExampleServer { get; }
}
