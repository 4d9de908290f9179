using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>
/// A flow of a test's own: no other has its id, and every <c>https://NAME.example.com</c> of its sources is a server at 127.0.0.1, since a
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
        var own = JsonNode.Parse(description.GetRawText())!;
        if (own["info"] is JsonObject info)
            info["title"] = $"{info["title"]} {Guid.NewGuid()}";
        return new Flow(own, new JsonObject(sources.Select(source => KeyValuePair.Create(source.Key, JsonNode.Parse(Served(source.Value.GetRawText(), server.Url))))));
    }

    /// <summary>The bundle as JSON.</summary>
    public override string ToString() => new JsonObject { ["arazzo"] = Description.DeepClone(), ["sources"] = Sources.DeepClone() }.ToJsonString();

    /// <summary>Puts the address of a server in the place of every <c>https://NAME.example.com</c>.</summary>
    public static string Served(string text, string url) => ExampleServer.Replace(text, $"{url}/$1");

    [GeneratedRegex(@"https://([a-z0-9.-]+)\.example\.com")]
    static partial Regex ExampleServer { get; }
}
