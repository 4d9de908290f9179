using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>
/// A row of a file in <c>cases</c>: a request and its answer. <c>request</c> is the method and the path, by default <c>POST /api/rpc</c>;
/// <c>body</c> is a text that is sent as it stands, or a value that is sent as JSON; <c>server</c> is <c>open</c> or <c>keyed</c>. Of an
/// object in <c>answer</c> the members that are named are compared; a list as a whole. <c>"*"</c> is any value, <c>"?abc"</c> a text that
/// begins with abc, <c>"absent"</c> no member at all. The words in braces are those of <see cref="ProtocolServers"/>.
/// </summary>
sealed class ProtocolRow(JsonElement row, IReadOnlyDictionary<string, string> words)
{
    public string Server => Text("server") ?? "open";

    public int Status => row.TryGetProperty("status", out var status) ? status.GetInt32() : 200;

    public JsonElement? Answer => row.TryGetProperty("answer", out var answer) ? answer : null;

    public static Dictionary<string, JsonElement> Read(string file) => NodeJson
        .ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Protocol", "cases", file))).Root!)
        .EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!, StringComparer.Ordinal);

    public HttpRequestMessage Request()
    {
        var line = Fill(Text("request") ?? "POST /api/rpc").Split(' ', 2);
        var request = new HttpRequestMessage(new HttpMethod(line[0]), new Uri(line[1].TrimStart('/'), UriKind.Relative));
        if (row.TryGetProperty("body", out var body))
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(body.ValueKind is JsonValueKind.String ? body.GetString()! : body.GetRawText())));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        if (row.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                Set(request, header.Name, Fill(header.Value.GetString()!));
        }
        return request;
    }

    /// <summary>Compares a value with what is expected of it.</summary>
    public void Check(JsonElement expected, JsonElement? actual, string at)
    {
        if (expected.ValueKind is JsonValueKind.String && expected.ValueEquals("absent"))
        {
            actual.ShouldBeNull(at);
            return;
        }
        var found = actual.ShouldNotBeNull(at);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                found.ValueKind.ShouldBe(JsonValueKind.Object, at);
                foreach (var member in expected.EnumerateObject())
                    Check(member.Value, found.TryGetProperty(member.Name, out var value) ? value : null, $"{at}/{member.Name}");
                break;
            case JsonValueKind.Array:
                found.ValueKind.ShouldBe(JsonValueKind.Array, at);
                found.GetArrayLength().ShouldBe(expected.GetArrayLength(), $"{at}: {found}");
                for (var i = 0; i < expected.GetArrayLength(); i++)
                    Check(expected[i], found[i], $"{at}/{i}");
                break;
            case JsonValueKind.String when Fill(expected.GetString()!) is var text:
                if (text.StartsWith('?'))
                    found.GetString().ShouldStartWith(text[1..], Case.Sensitive, at);
                else if (text != "*")
                    found.GetString().ShouldBe(text, at);
                break;
            default:
                found.GetRawText().ShouldBe(expected.GetRawText(), at);
                break;
        }
    }

    string? Text(string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    string Fill(string text) => words.Aggregate(text, (filled, word) => filled.Replace(word.Key, word.Value, StringComparison.Ordinal));

    static void Set(HttpRequestMessage request, string name, string value)
    {
        if (name == "Content-Type")
            request.Content!.Headers.ContentType = value.Length == 0 ? null : MediaTypeHeaderValue.Parse(value);
        else
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
    }
}
